package dev.campfire.messaging;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Message;

/** What became of one draft, once its transaction is committed. */
sealed interface Outcome {

  /**
   * The message stands in the database.
   *
   * @param message as it is now
   * @param duplicate whether it stood there before
   * @param reopened the conversation as the change just before this message left it, {@link
   *     Conversation#forContact for everybody}, if the message made it open again; else null
   */
  record Stored(Message message, boolean duplicate, Conversation reopened) implements Outcome {}

  /** Nothing was written for it. */
  record Refused(ProblemException problem) implements Outcome {}
}
