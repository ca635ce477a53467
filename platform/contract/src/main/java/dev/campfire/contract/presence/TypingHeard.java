package dev.campfire.contract.presence;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import java.util.UUID;

/**
 * A presence node was told that somebody types, or has stopped, and has announced it.
 *
 * @param node who says so
 */
public record TypingHeard(
    UUID node, OrgId org, ConversationId conversationId, Typist typist, boolean typing) {}
