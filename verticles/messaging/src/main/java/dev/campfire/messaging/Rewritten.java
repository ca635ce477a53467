package dev.campfire.messaging;

import dev.campfire.contract.messaging.Message;

/**
 * A message that was edited or deleted.
 *
 * @param message as it is now
 * @param changed false if it was so before: then it has taken no number
 */
record Rewritten(Message message, boolean changed) {}
