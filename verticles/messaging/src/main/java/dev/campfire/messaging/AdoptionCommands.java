package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.messaging.AdoptConversations;
import dev.campfire.contract.messaging.Conversation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What messaging does when an anonymous contact turns out to be somebody. */
final class AdoptionCommands {

  /** Moves what an anonymous contact wrote. */
  interface Store {
    /**
     * Moves all conversations and messages of one contact to another, who is made if need be.
     *
     * @return those that moved, as they are now
     */
    Future<List<Conversation>> adopt(Caller to, AdoptConversations request, Instant now);
  }

  private final Store store;
  private final Announcer announcer;
  private final Clock clock;

  AdoptionCommands(Store store, Announcer announcer, Clock clock) {
    this.store = store;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Safe to repeat: what has moved does not move again. */
  Future<AdoptConversations.Adopted> adopt(Caller caller, AdoptConversations request) {
    return store
        .adopt(caller, request, clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .onSuccess(moved -> moved.forEach(each -> announcer.adopted(caller.org(), each)))
        .map(moved -> new AdoptConversations.Adopted(moved.size()));
  }
}
