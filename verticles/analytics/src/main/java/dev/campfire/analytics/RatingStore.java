package dev.campfire.analytics;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.Future;
import java.time.Instant;

/** What contacts said of episodes. */
interface RatingStore {

  /** Words that may be missing. */
  record Opinion(int score, String comment) {}

  /**
   * Keeps what a contact says of the episode that was resolved last.
   *
   * @param replaceable what was first said before this stays
   * @return after the commit; fails with {@code not_found} for a conversation that is not the
   *     contact's, and with {@code conflict} if it is not resolved or what was said stays
   */
  Future<Void> rate(
      OrgId org,
      PersonId contact,
      ConversationId conversation,
      Opinion opinion,
      Instant now,
      Instant replaceable);
}
