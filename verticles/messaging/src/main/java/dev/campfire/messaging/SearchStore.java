package dev.campfire.messaging;

import dev.campfire.contract.id.OrgId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What searches look in, and how it comes to be there. */
interface SearchStore {

  /** The organisations in which something has changed that is not in the index. */
  Future<List<OrgId>> orgsToIndex();

  /**
   * Puts some conversations into the index: those that have been quiet since a time, and those of
   * which much is missing. The index is never needed to find something; it is for finding it fast.
   *
   * @param from where to go on, or null to begin at what was reached before
   * @param quietSince what changed later is left for later, since more of it will come
   * @return where to go on, or null if this was all, or if another node is at it
   */
  Future<ListCursor> indexNext(OrgId org, ListCursor from, Instant quietSince);
}
