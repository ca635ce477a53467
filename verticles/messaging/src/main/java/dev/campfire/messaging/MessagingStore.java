package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SyncConversation;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The truth about conversations. Everything fails with {@code unavailable} while it cannot be
 * reached, and with {@code not_found} for a conversation that is not there or not the reader's.
 */
interface MessagingStore {

  /** Opens once; fails with {@code conflict} if another contact has a conversation of this id. */
  Future<Opening.Opened> open(Opening opening);

  /** Those of the ids that are there, in any order. */
  Future<List<Conversation>> findAll(OrgId org, Collection<ConversationId> ids);

  /** The newest {@code updatedAt} first. */
  Future<List<Conversation>> list(Reader reader, ConversationFilter filter);

  /**
   * Messages next before a place, ascending.
   *
   * @param seq the place, itself not shown
   */
  Future<ReadHistory.Page> historyBefore(Reader reader, ConversationId id, long seq, int limit);

  /** Messages next after a place, ascending. */
  Future<ReadHistory.Page> historyAfter(Reader reader, ConversationId id, long seq, int limit);

  /**
   * The conversation and its messages changed since, of one moment; fails with {@code conflict} if
   * it has not come as far as {@code afterChange}.
   */
  Future<SyncConversation.Changes> changes(
      Reader reader, ConversationId id, long afterChange, int limit);

  /** The conversations of these organisations that changed after a time. */
  Future<List<ReadHeads.Head>> heads(Set<OrgId> orgs, Instant after);
}
