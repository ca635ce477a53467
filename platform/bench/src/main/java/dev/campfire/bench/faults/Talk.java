package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.check.FeedPosition;
import dev.campfire.bench.faults.Entry.Op;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.contract.receipts.MarkReceipt;
import dev.campfire.contract.receipts.ReceiptState;
import dev.campfire.contract.receipts.Receipts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** One conversation: its members send, listen, fill gaps, mark what they read, write it down. */
final class Talk {
  /** How long a change may be missing before it is asked for: it may only be late. */
  private static final long GAP_PATIENCE_MS = 300;

  private static final int MARK_EVERY = 10;

  private final Vertx vertx;
  private final UUID org;
  private final UUID conv;
  private final List<Client> members;
  private final RandomGenerator random;
  private final Predicate<JsonNode> loses;
  private final Map<Client, FeedPosition> positions = new HashMap<>();
  private final Map<Client, TreeSet<Long>> received = new HashMap<>();
  private final Set<Client> catchingUp = new java.util.HashSet<>();
  private int unsettled;

  /**
   * @param loses which events never come
   */
  Talk(
      Vertx vertx,
      UUID org,
      UUID conv,
      List<Client> members,
      RandomGenerator random,
      Predicate<JsonNode> loses) {
    this.vertx = vertx;
    this.org = org;
    this.conv = conv;
    this.members = members;
    this.random = random;
    this.loses = loses;
    for (Client member : members) {
      positions.put(member, new FeedPosition());
      received.put(member, new TreeSet<>());
    }
  }

  UUID org() {
    return org;
  }

  UUID conv() {
    return conv;
  }

  List<Client> members() {
    return members;
  }

  /** Done when all listen. */
  Future<Void> join() {
    String feed = "org:" + org + ":conv:" + conv;
    return Future.all(
            members.stream()
                .map(
                    member ->
                        member.join(
                            feed,
                            event -> {
                              if (!loses.test(event)) {
                                hear(member, event);
                              }
                            }))
                .toList())
        .mapEmpty();
  }

  /** Somebody says something; it is tried again until it is acknowledged or refused for good. */
  void say() {
    say(members.get(random.nextInt(members.size())), "");
  }

  /**
   * @param padding behind the mark, to make it long
   * @return done when it is settled
   */
  Future<Void> say(Client sender, String padding) {
    UUID cmid = new UUID(random.nextLong(), random.nextLong());
    String content = Entry.mark(org, conv, cmid) + " the parcel has not come" + padding;
    unsettled++;
    note(sender, Op.SEND, cmid, null, null, null);
    Promise<Void> settled = Promise.promise();
    attempt(sender, cmid, content, 250, settled);
    return settled.future().onComplete(done -> unsettled--);
  }

  private void attempt(
      Client sender, UUID cmid, String content, long pauseMs, Promise<Void> settled) {
    if (!sender.isOnline()) {
      // Who is between two connections has asked nobody, so no try has failed.
      vertx.setTimer(pauseMs, due -> attemptAgain(sender, cmid, content, pauseMs, settled));
      return;
    }
    sender
        .ask(
            Messaging.SEND.address(),
            new SendMessage(new ConversationId(conv), new ClientMessageId(cmid), content))
        .map(reply -> Json.read(reply, SendMessage.Accepted.class).message())
        .onComplete(
            message -> {
              note(sender, Op.ACK, cmid, message.id().value(), message.seq(), null);
              settled.complete();
            },
            failure -> tryAgain(sender, cmid, content, pauseMs, settled, failure));
  }

  private void tryAgain(
      Client sender,
      UUID cmid,
      String content,
      long pauseMs,
      Promise<Void> settled,
      Throwable failure) {
    String code = failure instanceof RequestFailure refused ? refused.code() : "malformed_reply";
    boolean isOver = !(failure instanceof RequestFailure refused && refused.isRepeatable());
    note(sender, isOver ? Op.FAIL : Op.INFO, cmid, null, null, code);
    if (isOver) {
      settled.complete();
      return;
    }
    vertx.setTimer(
        pauseMs, due -> attemptAgain(sender, cmid, content, Math.min(2_000, pauseMs * 2), settled));
  }

  private void attemptAgain(
      Client sender, UUID cmid, String content, long pauseMs, Promise<Void> settled) {
    note(sender, Op.AGAIN, cmid, null, null, null);
    attempt(sender, cmid, content, pauseMs, settled);
  }

  private void hear(Client reader, JsonNode event) {
    FeedPosition position = positions.get(reader);
    long changeSeq = event.path("changeSeq").asLong(0);
    switch (event.path("type").asText("")) {
      case "message.sent" -> {
        arrive(reader, Json.read(event.get("message"), Message.class));
        position.heard(changeSeq);
      }
      case "receipt.advanced" -> {
        JsonNode receipt = event.path("receipt");
        note(
            reader,
            Op.RECEIPT,
            null,
            UUID.fromString(receipt.path("reader").path("id").asText()),
            receipt.path("readSeq").asLong(),
            null);
      }
      case "feed.joined" -> {
        reader.joined();
        position.head(changeSeq);
      }
      case "feed.head" -> position.head(changeSeq);
      default -> {
        if (changeSeq > 0) {
          position.heard(changeSeq);
        }
      }
    }
    if (position.isBehind()) {
      catchUp(reader);
    }
  }

  private void arrive(Client reader, Message message) {
    // What has come already is dropped, as the contract tells clients to (section 4.3).
    if (!received.get(reader).add(message.seq())) {
      return;
    }
    reader.note(
        Op.RECV,
        org,
        message.conversationId().value(),
        message.clientMessageId().value(),
        message.id().value(),
        message.seq(),
        Entry.markOf(message.content()));
    if (received.get(reader).size() % MARK_EVERY == 0) {
      mark(reader, message.seq());
    }
  }

  private void mark(Client reader, long seq) {
    reader
        .ask(
            Receipts.MARK.address(),
            new MarkReceipt(new ConversationId(conv), ReceiptState.READ, seq))
        .onSuccess(
            receipt ->
                reader.marked(
                    conv, UUID.fromString(receipt.path("reader").path("id").asText()), seq));
  }

  /** Says the last marks again, as a client does that has come back (architecture decision 8). */
  void markAgain() {
    members.forEach(
        member -> {
          if (!received.get(member).isEmpty()) {
            mark(member, received.get(member).last());
          }
        });
  }

  private void catchUp(Client reader) {
    if (catchingUp.add(reader)) {
      vertx.setTimer(GAP_PATIENCE_MS, due -> syncIfBehind(reader));
    }
  }

  private void syncIfBehind(Client reader) {
    FeedPosition position = positions.get(reader);
    if (!position.isBehind()) {
      catchingUp.remove(reader);
      return;
    }
    reader
        .ask(
            Messaging.SYNC.address(),
            new SyncConversation(new ConversationId(conv), position.followed(), 200))
        .map(reply -> Json.read(reply, SyncConversation.Changes.class))
        .onComplete(
            changes -> {
              changes.messages().forEach(message -> arrive(reader, message));
              position.synced(changes.changeSeq());
              syncIfBehind(reader);
            },
            failure -> vertx.setTimer(500, due -> syncIfBehind(reader)));
  }

  private void note(Client client, Op op, UUID cmid, UUID id, Long seq, String text) {
    client.note(op, org, conv, cmid, id, seq, text);
  }

  /** Whether every message is settled and no reader knows of one that it lacks. */
  boolean isQuiet() {
    return unsettled == 0 && positions.values().stream().noneMatch(FeedPosition::isBehind);
  }

  /** How many messages the member with the fewest has, and the one with the most. */
  boolean isEven() {
    return received.values().stream().mapToInt(Set::size).distinct().count() <= 1;
  }
}
