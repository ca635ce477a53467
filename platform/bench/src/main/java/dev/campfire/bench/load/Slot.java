package dev.campfire.bench.load;

import dev.campfire.bench.check.Side;

/**
 * One message to be sent.
 *
 * @param ordinal of the message in the run, from 0
 * @param offsetNanos when, from the start of the run
 * @param measured whether it is past the warm-up
 */
public record Slot(
    long ordinal, int conversation, Side sender, long offsetNanos, boolean measured) {}
