package dev.campfire.contract.messaging;

import dev.campfire.contract.id.PersonId;

/**
 * The caller, a contact whom their organisation has signed for, was the anonymous contact before:
 * that one's conversations and messages become theirs. Safe to repeat.
 *
 * @param from the anonymous contact, who may never have written
 */
public record AdoptConversations(PersonId from) {

  /**
   * @param count of conversations that moved now
   */
  public record Adopted(int count) {}
}
