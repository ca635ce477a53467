package dev.campfire.messaging;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.UpdateConversation;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Changes what is stored of a conversation, one at a time under its row's lock. Everything fails
 * with {@code unavailable} while the database cannot be reached, and with {@code not_found} for a
 * conversation that is not there or not the author's to see; what fails changes nothing.
 */
interface ChangeStore {

  /**
   * Gives each thing that changes a number of its own and a row of the history.
   *
   * @param wanted its tags are distinct
   * @param now becomes the time of the change, unless the conversation has seen a later one
   * @return what it was and is; fails with {@code not_found} if the assignee is no agent here, and
   *     with {@code conflict} if it is given a time to wake up at and does not sleep
   */
  Future<Updated> update(Author author, UpdateConversation wanted, Instant now);

  /**
   * Puts another content in the place of the author's own message.
   *
   * @return the message as it is now; fails with {@code forbidden} for another's, and with {@code
   *     conflict} for one that is deleted
   */
  Future<Rewritten> edit(Author author, EditMessage wanted, Instant now);

  /**
   * Empties the author's own message.
   *
   * @return the message as it is now; fails with {@code forbidden} for another's
   */
  Future<Rewritten> delete(Author author, DeleteMessage wanted, Instant now);

  /** The organisations with a conversation that has slept long enough. */
  Future<List<OrgId>> orgsToWake(Instant now);

  /**
   * Makes conversations open whose snooze has passed, as the system; leaves out those that somebody
   * else holds just now.
   *
   * @param most how many
   * @return each as this left it
   */
  Future<List<Conversation>> wake(OrgId org, Instant now, int most);
}
