package dev.campfire.bench.load;

import dev.campfire.bench.check.Side;

/**
 * One message to be sent.
 *
 * @param ordinal of the message in the run, from 0
 * @param offsetNanos when, from the start of the run
 * @param phase see {@link dev.campfire.bench.watch.Phase}
 */
public record Slot(long ordinal, int conversation, Side sender, long offsetNanos, int phase) {}
