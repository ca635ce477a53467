package dev.campfire.messaging;

import dev.campfire.contract.ProblemException;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit that clocks itself (architecture decision 4): what has queued up is written as soon
 * as the last batch is committed, so whoever comes alone is answered at once and many share each
 * commit. A conversation is in one batch at a time, so its messages are written in the order in
 * which they came to this node.
 *
 * <p>What a batch costs beside its messages is as much as eight of them cost, so a second one is
 * begun beside the first only if that is worth it: enough of them wait, or the first is held up.
 *
 * <p>Lives on one event loop.
 */
final class SendLanes {
  private static final Logger LOGGER = LoggerFactory.getLogger(SendLanes.class);

  /** So many that wait are worth a batch of their own beside one that is under way. */
  static final int WORTH_A_BATCH = 50;

  /**
   * How far apart batches begin at least, unless that many wait: who comes alone does not wait, and
   * of hundreds in a second several share what a batch costs.
   */
  static final Duration APART = Duration.ofMillis(5);

  /** A batch that takes longer waits for a lock, or for a disk: the others do not wait with it. */
  static final Duration HELD_UP = Duration.ofMillis(50);

  private final AppendStore store;
  private final Clock clock;
  private final Later later;
  private final MessagingConfig config;
  private final SendMeters meters;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Set<Batch> underWay = new HashSet<>();
  private int queued;
  private boolean isApart = true;
  private Future<Void> alone = Future.succeededFuture();
  private Promise<Void> closed;

  SendLanes(
      AppendStore store, Clock clock, Later later, MessagingConfig config, SendMeters meters) {
    this.store = store;
    this.clock = clock;
    this.later = later;
    this.config = config;
    this.meters = meters;
    meters.watchQueue(() -> queued);
  }

  /**
   * Writes a message once.
   *
   * @return after the commit, in the order of the conversation; fails with {@code not_found}, with
   *     {@code conflict} if its client message id is another message's, and with {@code
   *     unavailable} if too many wait or it is not known whether it was written
   */
  Future<Outcome.Stored> send(Draft draft) {
    return take(
        draft,
        waiting -> {
          queue.add(waiting);
          queued++;
          begin();
        });
  }

  /**
   * Writes a message whose sender named no id, unless it repeats their content. One at a time, so
   * that those who send so cost the others no more than one connection.
   *
   * @return as {@link #send}
   */
  Future<Outcome.Stored> sendWithoutId(Draft draft) {
    return take(
        draft,
        waiting -> {
          queued++;
          alone = alone.compose(before -> writeAlone(waiting));
        });
  }

  private Future<Outcome.Stored> take(Draft draft, Consumer<Waiting> queue) {
    if (closed != null) {
      return Future.failedFuture(ProblemException.unavailable("The node is leaving.", null));
    }
    if (queued >= config.maxQueued()) {
      return Future.failedFuture(
          ProblemException.unavailable("Too many messages are waiting.", null));
    }
    Waiting waiting = new Waiting(draft, Promise.promise(), meters.start());
    queue.accept(waiting);
    return waiting.answer.future();
  }

  /** Never fails: the one that waits is answered. */
  private Future<Void> writeAlone(Waiting waiting) {
    queued--;
    return Future.succeededFuture(waiting.draft)
        .compose(draft -> store.appendWithoutId(draft, now()))
        .map(outcome -> settle(List.of(waiting), List.of(outcome)))
        .otherwise(
            failure -> {
              fail(List.of(waiting), failure);
              return null;
            });
  }

  /** Takes no more messages. Done when those that were taken are answered. */
  Future<Void> close() {
    closed = Promise.promise();
    begin();
    endIfIdle();
    return Future.join(closed.future(), alone).mapEmpty();
  }

  private record Waiting(Draft draft, Promise<Outcome.Stored> answer, Timer.Sample since) {}

  private static final class Batch {
    final List<Waiting> messages = new ArrayList<>();
    final Set<Draft.Conversation> conversations = new HashSet<>();
    boolean isHeldUp;
  }

  private void begin() {
    while (mayBegin()) {
      Batch batch = take();
      if (batch.messages.isEmpty()) {
        return;
      }
      underWay.add(batch);
      isApart = false;
      meters.batch(batch.messages.size());
      write(batch.messages).onComplete(written -> end(batch));
      later.in(
          APART,
          () -> {
            isApart = true;
            begin();
          });
      later.in(
          HELD_UP,
          () -> {
            batch.isHeldUp = true;
            begin();
          });
    }
  }

  private boolean mayBegin() {
    if (queue.isEmpty() || underWay.size() == config.lanes()) {
      return false;
    }
    return queue.size() >= WORTH_A_BATCH
        || (isApart || closed != null) && underWay.stream().allMatch(batch -> batch.isHeldUp);
  }

  private void end(Batch batch) {
    underWay.remove(batch);
    begin();
    endIfIdle();
  }

  private void endIfIdle() {
    if (closed != null && underWay.isEmpty() && queue.isEmpty()) {
      closed.tryComplete();
    }
  }

  /**
   * The head of the queue. An intent may stand in a batch once, so the same again stays for the
   * next one, as does what belongs to a conversation of a batch that is under way, and what follows
   * either in its conversation stays behind it.
   */
  private Batch take() {
    Batch batch = new Batch();
    Deque<Waiting> held = new ArrayDeque<>();
    Set<Draft.Intent> intents = new HashSet<>();
    Set<Draft.Conversation> heldConversations = new HashSet<>();
    underWay.forEach(other -> heldConversations.addAll(other.conversations));
    int looked = 0;
    while (looked < config.maxBatch() && !queue.isEmpty()) {
      looked++;
      Waiting first = queue.poll();
      Draft draft = first.draft;
      if (heldConversations.contains(draft.conversation()) || !intents.add(draft.intent())) {
        heldConversations.add(draft.conversation());
        held.push(first);
      } else {
        batch.messages.add(first);
        batch.conversations.add(draft.conversation());
      }
    }
    held.forEach(queue::addFirst);
    queued -= batch.messages.size();
    return batch;
  }

  /** Never fails: every one that waits is answered. */
  private Future<Void> write(List<Waiting> batch) {
    return append(batch)
        .map(outcomes -> settle(batch, outcomes))
        .recover(
            failure -> {
              if (batch.size() == 1 || failure instanceof ProblemException) {
                fail(batch, failure);
                return Future.succeededFuture();
              }
              LOGGER
                  .atWarn()
                  .addKeyValue("messages", batch.size())
                  .setCause(failure)
                  .log("A batch was refused and is written message by message");
              return oneByOne(new ArrayDeque<>(batch));
            });
  }

  private Future<List<Outcome>> append(List<Waiting> batch) {
    List<Draft> drafts = batch.stream().map(Waiting::draft).toList();
    return Future.succeededFuture(drafts).compose(taken -> store.append(taken, now()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What the database refuses is refused alone. */
  private Future<Void> oneByOne(Deque<Waiting> rest) {
    if (rest.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Waiting> alone = List.of(rest.poll());
    return append(alone)
        .map(outcomes -> settle(alone, outcomes))
        .recover(
            failure -> {
              fail(alone, failure);
              fail(removeHopeless(rest, alone.get(0), failure), failure);
              return Future.succeededFuture();
            })
        .compose(done -> oneByOne(rest));
  }

  /** Those for which the same wait would end the same way. */
  private static List<Waiting> removeHopeless(
      Deque<Waiting> rest, Waiting failed, Throwable failure) {
    boolean all = failure instanceof ProblemException;
    boolean sameConversation = failure instanceof AppendStore.ConversationBusy;
    List<Waiting> hopeless =
        rest.stream()
            .filter(
                each ->
                    all
                        || sameConversation
                            && each.draft.conversation().equals(failed.draft.conversation()))
            .toList();
    rest.removeAll(hopeless);
    return hopeless;
  }

  private Void settle(List<Waiting> batch, List<Outcome> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      Waiting waiting = batch.get(i);
      if (outcomes.get(i) instanceof Outcome.Stored stored) {
        meters.stored(waiting.since, stored.duplicate());
        waiting.answer.complete(stored);
      } else if (outcomes.get(i) instanceof Outcome.Refused refused) {
        fail(List.of(waiting), refused.problem());
      }
    }
    return null;
  }

  private void fail(List<Waiting> batch, Throwable failure) {
    Throwable answer =
        failure instanceof AppendStore.ConversationBusy
            ? ProblemException.unavailable("The conversation is busy.", failure)
            : failure;
    for (Waiting waiting : batch) {
      meters.failed(waiting.since, answer);
      waiting.answer.fail(answer);
    }
  }
}
