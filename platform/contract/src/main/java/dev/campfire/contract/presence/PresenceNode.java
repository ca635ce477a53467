package dev.campfire.contract.presence;

import java.util.UUID;

/**
 * A presence node is there, or leaves.
 *
 * @param node names its life; the smallest is the oldest
 */
public record PresenceNode(UUID node, boolean isLeaving) {}
