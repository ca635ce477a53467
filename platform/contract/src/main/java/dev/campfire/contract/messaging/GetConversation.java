package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;

/** Asks for one conversation. */
public record GetConversation(ConversationId conversationId) {}
