package dev.campfire.spi;

import dev.campfire.contract.Caller;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.SendMessage;
import io.vertx.core.Future;

/** Where an event happened, and what its listener can do there. */
public interface Happening {

  OrgId org();

  /** As whom the listener asks: a service of this organisation, with the extension's name. */
  Caller self();

  /** As {@link Bus#request}, in this organisation. */
  <Q extends Record, R extends Record> Future<R> request(Command<Q, R> command, Q request);

  /**
   * Writes into the conversation of the event, as a bot with the extension's name. However often
   * the same event is heard, there is one answer to it.
   *
   * @return fails with {@code conflict} if another text was the answer, and at once if the event is
   *     of no conversation
   */
  Future<SendMessage.Accepted> reply(String content);
}
