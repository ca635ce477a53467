package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.UpdateConversation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What messaging answers to those who change what is already there, one method a command. */
final class ChangeCommands {
  private final ChangeStore store;
  private final Announcer announcer;
  private final Clock clock;

  ChangeCommands(ChangeStore store, Announcer announcer, Clock clock) {
    this.store = store;
    this.announcer = announcer;
    this.clock = clock;
  }

  Future<Conversation> update(Caller caller, UpdateConversation request) {
    Instant now = now();
    return checkSleep(request, now)
        .compose(checked -> store.update(Author.of(caller), normal(checked), now))
        .onSuccess(updated -> announcer.updated(caller.org(), updated))
        .map(Updated::after);
  }

  private static Future<UpdateConversation> checkSleep(UpdateConversation request, Instant now) {
    Instant until = request.snoozedUntil();
    if (until == null) {
      return Future.succeededFuture(request);
    }
    if (request.status() != null && request.status() != ConversationStatus.SNOOZED) {
      return invalid("must stand beside status snoozed alone");
    }
    return until.truncatedTo(ChronoUnit.MILLIS).isAfter(now)
        ? Future.succeededFuture(request)
        : invalid("must be in the future");
  }

  private static Future<UpdateConversation> invalid(String message) {
    return Future.failedFuture(ProblemException.invalid("snoozedUntil", message));
  }

  /** As it is kept: each tag once, where it stands first, and times in milliseconds. */
  private static UpdateConversation normal(UpdateConversation request) {
    Instant until = request.snoozedUntil();
    List<String> tags = request.tags();
    return new UpdateConversation(
        request.conversationId(),
        request.status(),
        until == null ? null : until.truncatedTo(ChronoUnit.MILLIS),
        request.priority(),
        tags == null ? null : tags.stream().distinct().toList(),
        request.assigneeId(),
        request.subject());
  }

  Future<Message> edit(Caller caller, EditMessage request) {
    return store
        .edit(Author.of(caller), request, now())
        .onSuccess(edited -> announcer.edited(caller.org(), edited))
        .map(Rewritten::message);
  }

  Future<Message> delete(Caller caller, DeleteMessage request) {
    return store
        .delete(Author.of(caller), request, now())
        .onSuccess(deleted -> announcer.deleted(caller.org(), deleted))
        .map(Rewritten::message);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
