package dev.campfire.host;

import dev.campfire.spi.IdSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** UUID version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random bits. */
public final class Uuid7 implements IdSource {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Uuid7(Clock clock) {
    this.clock = clock;
  }

  @Override
  public UUID next() {
    long high = (clock.millis() << 16) | 0x7000 | (random.nextInt() & 0xFFF);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
