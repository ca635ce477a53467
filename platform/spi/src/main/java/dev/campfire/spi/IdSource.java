package dev.campfire.spi;

import java.util.UUID;

/** New ids, UUID version 7 (RFC 9562 section 5.7): they sort by the time they were made at. */
@FunctionalInterface
public interface IdSource {
  UUID next();
}
