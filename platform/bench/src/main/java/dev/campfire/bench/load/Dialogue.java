package dev.campfire.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.check.ConversationCheck;
import dev.campfire.bench.check.FeedPosition;
import dev.campfire.bench.check.Findings;
import dev.campfire.bench.check.Seen;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.contract.receipts.MarkReceipt;
import dev.campfire.contract.receipts.ReceiptState;
import dev.campfire.contract.receipts.Receipts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** One conversation of a run: sends, listens on both sides, and has everything checked. */
final class Dialogue {
  /** How long a change may be missing before it is asked for: it may only be late. */
  private static final long GAP_PATIENCE_MS = 300;

  private final ConversationId id;
  private final Shared shared;
  private final Map<Side, Person> people = new EnumMap<>(Side.class);
  private final Map<Side, FeedPosition> positions = new EnumMap<>(Side.class);
  private final Set<Side> catchingUp = EnumSet.noneOf(Side.class);
  private final Map<UUID, Sending> sendings = new HashMap<>();
  private final ConversationCheck check;

  /** What all conversations of a run share. */
  record Shared(Vertx vertx, Tally tally, Findings findings, Deadline deadline, boolean receipts) {}

  private record Acknowledgement(Seen message, boolean duplicate) {}

  private record Sending(
      UUID key, Slot slot, Supplier<String> content, long intendedNanos, Promise<Void> settled) {}

  Dialogue(int number, ConversationId id, Person contact, Person agent, Shared shared) {
    this.id = id;
    this.shared = shared;
    this.check = new ConversationCheck("conversation " + number, shared.findings());
    people.put(Side.CONTACT, contact);
    people.put(Side.AGENT, agent);
    for (Side side : Side.values()) {
      positions.put(side, new FeedPosition());
    }
  }

  ConversationId id() {
    return id;
  }

  Person contact() {
    return people.get(Side.CONTACT);
  }

  /** Done when both listen. */
  Future<Void> join(String address) {
    return Future.all(
            people.get(Side.CONTACT).join(address, event -> hear(Side.CONTACT, event)),
            people.get(Side.AGENT).join(address, event -> hear(Side.AGENT, event)))
        .mapEmpty();
  }

  /**
   * Sends a message and, where that may help, sends it again.
   *
   * @param content makes the text, as often as it is wanted
   * @param intendedNanos when it should have gone; what happens to it is measured from here
   * @return done when it is acknowledged, refused for good, or given up
   */
  Future<Void> send(Slot slot, Supplier<String> content, long intendedNanos) {
    Sending sending =
        new Sending(UUID.randomUUID(), slot, content, intendedNanos, Promise.promise());
    sendings.put(sending.key(), sending);
    int connection = people.get(slot.sender()).connection();
    check.sent(sending.key(), slot.sender(), connection, content);
    shared.tally().sent(slot.phase(), intendedNanos, System.nanoTime() - intendedNanos);
    attempt(sending, 250);
    return sending.settled().future();
  }

  private void attempt(Sending sending, long pauseMs) {
    SendMessage request =
        new SendMessage(id, new ClientMessageId(sending.key()), sending.content().get());
    people
        .get(sending.slot().sender())
        .ask(Messaging.SEND.address(), request)
        .map(
            reply ->
                new Acknowledgement(
                    Seen.of(reply.path("message")), reply.path("duplicate").asBoolean()))
        .onComplete(
            acknowledged -> acknowledge(sending, acknowledged),
            failure -> tryAgain(sending, failure, pauseMs));
  }

  private void acknowledge(Sending sending, Acknowledgement accepted) {
    check.acknowledged(accepted.message());
    shared
        .tally()
        .acknowledged(
            accepted.duplicate(),
            sending.slot().phase(),
            sending.intendedNanos(),
            System.nanoTime());
    sending.settled().complete();
  }

  private void tryAgain(Sending sending, Throwable failure, long pauseMs) {
    if (!(failure instanceof RequestFailure refused)) {
      shared.tally().error("malformed_reply");
      sending.settled().complete();
      return;
    }
    shared.tally().error(refused.code());
    long pause = Math.max(pauseMs, refused.retryAfterMs());
    if (!refused.isRepeatable()) {
      shared.tally().messageRefused();
      check.refused(sending.key());
      sending.settled().complete();
    } else if (shared.deadline().isBefore(System.nanoTime(), pause)) {
      sending.settled().complete();
    } else {
      shared.vertx().setTimer(pause, due -> again(sending, pauseMs));
    }
  }

  private void again(Sending sending, long pauseMs) {
    check.sentAgain(sending.key());
    shared.tally().retried();
    attempt(sending, Math.min(2_000, pauseMs * 2));
  }

  private void hear(Side reader, JsonNode event) {
    FeedPosition position = positions.get(reader);
    long changeSeq = event.path("changeSeq").asLong(0);
    switch (event.path("type").asText("")) {
      case "message.sent" -> {
        arrive(reader, Seen.of(event.path("message")), false);
        position.heard(changeSeq);
      }
      case "feed.joined", "feed.head" -> position.head(changeSeq);
      default -> {
        // A newer server may say more; its changes are numbered like ours.
        if (changeSeq > 0) {
          position.heard(changeSeq);
        }
      }
    }
    if (position.isBehind()) {
      catchUp(reader);
    }
  }

  private void arrive(Side reader, Seen message, boolean bySync) {
    boolean isFirst = check.received(reader, message);
    Sending sending = sendings.get(message.clientMessageId());
    if (!isFirst) {
      if (!bySync) {
        shared.tally().repeated();
      }
    } else if (sending != null && reader != sending.slot().sender()) {
      sendings.remove(message.clientMessageId());
      if (shared.receipts()) {
        mark(reader, message.seq());
      }
      shared
          .tally()
          .delivered(bySync, sending.slot().phase(), sending.intendedNanos(), System.nanoTime());
    }
  }

  private void mark(Side reader, long seq) {
    people
        .get(reader)
        .ask(Receipts.MARK.address(), new MarkReceipt(id, ReceiptState.READ, seq))
        .onComplete(
            marked -> shared.tally().marked(), failure -> shared.tally().error(codeOf(failure)));
  }

  private void catchUp(Side reader) {
    if (catchingUp.add(reader)) {
      shared.vertx().setTimer(GAP_PATIENCE_MS, due -> syncIfBehind(reader));
    }
  }

  private void syncIfBehind(Side reader) {
    FeedPosition position = positions.get(reader);
    boolean over = shared.deadline().isBefore(System.nanoTime(), -Stage.DELIVERY_PATIENCE_MS);
    if (!position.isBehind() || over) {
      catchingUp.remove(reader);
      return;
    }
    sync(reader, position.followed())
        .onComplete(
            changes -> {
              changes.messages().forEach(message -> arrive(reader, Seen.of(message), true));
              position.synced(changes.changeSeq());
              syncIfBehind(reader);
            },
            failure -> {
              shared.tally().error(codeOf(failure));
              shared.vertx().setTimer(1_000, due -> syncIfBehind(reader));
            });
  }

  private Future<SyncConversation.Changes> sync(Side reader, long afterChange) {
    return people
        .get(reader)
        .ask(Messaging.SYNC.address(), new SyncConversation(id, afterChange, 200))
        .map(reply -> Json.read(reply, SyncConversation.Changes.class));
  }

  static String codeOf(Throwable failure) {
    return failure instanceof RequestFailure refused ? refused.code() : "malformed_reply";
  }

  /** How many messages have not yet come to everybody. */
  int unsettledCount() {
    return check.unsettledCount();
  }

  /**
   * Reads the whole conversation as each side is shown it: the contact by pages of history, the
   * agent by sync.
   */
  Future<Void> readBack(Patience patience) {
    ReadBack readBack = new ReadBack(id, patience);
    return readBack
        .history(people.get(Side.CONTACT))
        .compose(
            messages -> {
              check.stored(Side.CONTACT, messages);
              return readBack.sync(people.get(Side.AGENT));
            })
        .map(
            messages -> {
              check.stored(Side.AGENT, messages);
              return null;
            });
  }

  /** The last look of the checks. */
  void conclude() {
    check.conclude();
  }
}
