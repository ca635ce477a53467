package dev.campfire.contract.analytics;

import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;

/**
 * How many of one kind.
 *
 * @param key what the list is by: a sender's kind, a channel, an agent's id, an hour 0 to 23
 * @param name the agent's, where the key is one
 */
public record KeyCount(String key, @Range long count, @Optional String name) {}
