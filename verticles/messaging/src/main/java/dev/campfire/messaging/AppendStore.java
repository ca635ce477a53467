package dev.campfire.messaging;

import io.vertx.core.Future;
import java.io.Serial;
import java.time.Instant;
import java.util.List;

/** Where messages are written. */
interface AppendStore {

  /** Somebody else holds a conversation's row and did not let go of it in time. */
  final class ConversationBusy extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    ConversationBusy(Throwable cause) {
      super("A conversation of the batch is locked", cause, false, false);
    }
  }

  /**
   * Writes a batch in one transaction, numbered in the order given, and answers one outcome for
   * each. No intent may stand in it twice.
   *
   * @param now becomes their {@code sentAt}, unless the conversation has seen a later time
   * @return after the commit; fails with {@code unavailable} if what became of the batch is not
   *     known, with {@link ConversationBusy}, or with anything else if the database refused it:
   *     then nothing of it was written
   */
  Future<List<Outcome>> append(List<Draft> batch, Instant now);

  /**
   * Writes one message unless its sender has said the same in the conversation within two seconds:
   * then that one is answered, as a repeat. For a sender who names no id; what the draft has for
   * one only serves if the request itself comes twice.
   *
   * @return after the commit; fails as {@link #append}
   */
  Future<Outcome> appendWithoutId(Draft draft, Instant now);
}
