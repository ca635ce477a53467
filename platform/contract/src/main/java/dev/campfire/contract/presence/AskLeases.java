package dev.campfire.contract.presence;

import dev.campfire.contract.schema.Optional;
import java.util.UUID;

/**
 * A presence node has to hear everything.
 *
 * @param node the bridge node that is meant; absent: all
 */
public record AskLeases(@Optional UUID node) {}
