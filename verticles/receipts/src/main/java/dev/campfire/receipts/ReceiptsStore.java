package dev.campfire.receipts;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.RefreshLists;
import dev.campfire.contract.receipts.Receipt;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The truth about receipts. Everything fails with {@code unavailable} while it is not reached. */
interface ReceiptsStore {

  /**
   * A conversation, as far as its receipts go.
   *
   * @param contact whose it is
   */
  record Conversation(PersonId contact, long lastSeq, List<Receipt> receipts) {}

  /**
   * What became of a batch.
   *
   * @param advanced those of its readers who have got further by it, as they are now
   * @param unread conversations of which fewer messages are unread
   */
  record Written(List<Advanced> advanced, List<RefreshLists.Changed> unread) {}

  record Advanced(Reader reader, Marks marks) {}

  /** Fails with {@code not_found}. */
  Future<Conversation> find(Reader.Place place);

  /** Moves marks on, in one transaction; none goes back. What an agent has read is not unread. */
  Future<Written> write(Map<Reader, Marks> batch);
}
