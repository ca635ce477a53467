package dev.campfire.messaging;

import dev.campfire.contract.ProblemException;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit that clocks itself (architecture decision 4): a lane writes what has queued up as
 * soon as its last batch is committed, so an idle lane answers at once and a busy one shares each
 * commit among many. A conversation always uses the same lane, so its messages are written in the
 * order in which they came to this node.
 *
 * <p>Lives on one event loop.
 */
final class SendLanes {
  private static final Logger LOGGER = LoggerFactory.getLogger(SendLanes.class);

  private final AppendStore store;
  private final Clock clock;
  private final MessagingConfig config;
  private final SendMeters meters;
  private final List<Lane> lanes;
  private int queued;
  private Future<Void> alone = Future.succeededFuture();
  private boolean closed;

  SendLanes(AppendStore store, Clock clock, MessagingConfig config, SendMeters meters) {
    this.store = store;
    this.clock = clock;
    this.config = config;
    this.meters = meters;
    this.lanes = Stream.generate(Lane::new).limit(config.lanes()).toList();
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
          int lane = Math.floorMod(draft.conversationId().hashCode(), lanes.size());
          lanes.get(lane).add(waiting);
        });
  }

  /**
   * Writes a message whose sender named no id, unless it repeats their content. One at a time, so
   * that those who send so cost the lanes no more than one connection.
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
    if (closed) {
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
    closed = true;
    Stream<Future<Void>> idle = Stream.concat(lanes.stream().map(Lane::idle), Stream.of(alone));
    return Future.join(idle.toList()).mapEmpty();
  }

  private record Waiting(Draft draft, Promise<Outcome.Stored> answer, Timer.Sample since) {}

  private final class Lane {
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private Promise<Void> busy;

    void add(Waiting waiting) {
      queue.add(waiting);
      queued++;
      if (busy == null) {
        busy = Promise.promise();
        next();
      }
    }

    Future<Void> idle() {
      return busy == null ? Future.succeededFuture() : busy.future();
    }

    private void next() {
      List<Waiting> batch = take();
      if (batch.isEmpty()) {
        Promise<Void> done = busy;
        busy = null;
        done.complete();
        return;
      }
      meters.batch(batch.size());
      write(batch).onComplete(written -> next());
    }

    /**
     * The head of the queue. An intent may stand in a batch once, so the same again stays for the
     * next one, and what follows it in its conversation stays behind it.
     */
    private List<Waiting> take() {
      List<Waiting> batch = new ArrayList<>();
      Deque<Waiting> held = new ArrayDeque<>();
      Set<Draft.Intent> intents = new HashSet<>();
      Set<Draft.Conversation> heldConversations = new HashSet<>();
      int looked = 0;
      while (looked < config.maxBatch() && !queue.isEmpty()) {
        looked++;
        Waiting first = queue.poll();
        Draft draft = first.draft;
        if (heldConversations.contains(draft.conversation()) || !intents.add(draft.intent())) {
          heldConversations.add(draft.conversation());
          held.push(first);
        } else {
          batch.add(first);
        }
      }
      held.forEach(queue::addFirst);
      queued -= batch.size();
      return batch;
    }
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
