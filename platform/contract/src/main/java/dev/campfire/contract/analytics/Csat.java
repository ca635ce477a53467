package dev.campfire.contract.analytics;

import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;

/**
 * How content the contacts were.
 *
 * @param score mean of the ratings, 1 to 5, or null without one
 * @param count ratings given
 * @param asked episodes resolved, each of which asks its contact once
 */
public record Csat(@OrNull Double score, @Range long count, @Range long asked) {}
