package dev.campfire.spi;

import io.vertx.core.buffer.Buffer;

/**
 * An event, encoded once to the very bytes that its listeners' sockets are sent (architecture
 * decision 2).
 *
 * @param address the feed
 * @param changeSeq the number of the change, 0 if it has none
 * @param bytes the whole bridge frame; nobody may write to it
 */
public record Frame(String address, long changeSeq, Buffer bytes) {}
