package dev.campfire.spi;

import io.vertx.core.buffer.Buffer;

/**
 * An event, encoded once to the very bytes that its listeners' sockets are sent (architecture
 * decision 2).
 *
 * @param address the feed
 * @param changeSeq the number of the change, 0 if it has none
 * @param atMs when it was announced, which is right after its commit; Unix milliseconds
 * @param bytes the whole bridge frame; nobody may write to it
 */
public record Frame(String address, long changeSeq, long atMs, Buffer bytes) {}
