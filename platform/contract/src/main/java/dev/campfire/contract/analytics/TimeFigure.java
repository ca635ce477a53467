package dev.campfire.contract.analytics;

import dev.campfire.contract.schema.Range;

/**
 * Lengths of time, in milliseconds.
 *
 * @param count how many
 * @param p50 what half of them do not exceed (nearest rank)
 * @param p90 what nine of ten do not exceed (nearest rank)
 * @param mean exact
 * @param max exact
 */
public record TimeFigure(
    @Range long count, @Range long p50, @Range long p90, double mean, @Range long max) {}
