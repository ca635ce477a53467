package dev.campfire.bench.ceiling;

import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Sender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Writes batches of messages as the product does, with nothing around it. The bench holds no server
 * code; whoever has the product provides this (ADR-0034).
 */
public interface BatchWriter {

  /** Found by {@link java.util.ServiceLoader}. */
  interface Source {
    /**
     * @param databaseUrl {@code postgresql://user:password@host:port/database}
     * @return with a connection for each of two writers
     */
    BatchWriter open(Vertx vertx, String databaseUrl);
  }

  /** A message to be written. */
  record Line(
      OrgId org, ConversationId conversation, Sender sender, ClientMessageId id, String content) {}

  /**
   * Writes a batch in one transaction.
   *
   * @return how many were written, after the commit; fails if it was not
   */
  Future<Integer> write(List<Line> batch);

  /** Lets go of the connections. */
  Future<Void> close();
}
