package dev.campfire.messaging;

import static dev.campfire.messaging.People.AGENT;
import static dev.campfire.messaging.People.CONTACT;
import static dev.campfire.messaging.People.OTHER_CONTACT;
import static dev.campfire.messaging.People.conversation;
import static dev.campfire.messaging.People.draft;
import static dev.campfire.messaging.People.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendLanesTest {
  private static final ConversationId ONE = conversation(100);
  private static final ConversationId TWO = conversation(101);

  private final HeldStore store = new HeldStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TestClock clock = new TestClock(People.NOW);
  private final Soon soon = new Soon();

  @BeforeEach
  void twoConversationsAreOpen() {
    store.open(opening(ONE));
    store.open(opening(TWO));
  }

  private SendLanes lanes(int lanes, int maxBatch, int maxQueued) {
    return new SendLanes(
        store,
        clock,
        soon,
        new MessagingConfig(lanes, maxBatch, maxQueued),
        new SendMeters(meters));
  }

  private static List<Future<Outcome.Stored>> send(SendLanes lanes, Draft... drafts) {
    List<Future<Outcome.Stored>> sends = new ArrayList<>();
    for (Draft draft : drafts) {
      sends.add(lanes.send(draft));
    }
    return sends;
  }

  private static ProblemCode refusal(Future<?> send) {
    assertThat(send.failed()).isTrue();
    return ((ProblemException) send.cause()).code();
  }

  @Test
  void whoeverComesAloneIsWrittenAtOnceAndManyShareABatch() {
    SendLanes lanes = lanes(1, 200, 1_000);

    send(
        lanes,
        draft(CONTACT, ONE, 1, "a"),
        draft(CONTACT, TWO, 2, "b"),
        draft(CONTACT, ONE, 3, "c"));

    assertThat(store.batches).extracting(List::size).containsExactly(1);
    store.commit();
    assertThat(store.batches).extracting(List::size).containsExactly(1, 2);
  }

  /** Whose batches stay apart until what is due is done. */
  private SendLanes lanesApart(List<Runnable> due) {
    return new SendLanes(
        store,
        clock,
        (delay, task) -> {
          if (delay.equals(SendLanes.APART)) {
            due.add(task);
          }
        },
        new MessagingConfig(1, 200, 1_000),
        new SendMeters(meters));
  }

  @Test
  void whoLeavesWritesWhatWaitsForItsMoment() {
    SendLanes lanes = lanesApart(new ArrayList<>());
    lanes.send(draft(CONTACT, ONE, 1, "a"));
    store.commit();
    Future<Outcome.Stored> waits = lanes.send(draft(CONTACT, ONE, 2, "b"));

    Future<Void> closed = lanes.close();

    assertThat(closed.isComplete()).isFalse();
    assertThat(store.batches).hasSize(2);
    store.commit();
    assertThat(waits.succeeded()).isTrue();
    assertThat(closed.succeeded()).isTrue();
  }

  @Test
  void whatComesWithinAMomentOfABatchSharesTheNextOne() {
    List<Runnable> due = new ArrayList<>();
    SendLanes lanes = lanesApart(due);
    lanes.send(draft(CONTACT, ONE, 1, "a"));
    store.commit();

    send(lanes, draft(CONTACT, ONE, 2, "b"), draft(CONTACT, TWO, 3, "c"));
    assertThat(store.batches).hasSize(1);

    due.remove(0).run();
    assertThat(store.batches.get(1)).extracting(Draft::content).containsExactly("b", "c");
    store.commit();
    due.remove(0).run();
    lanes.send(draft(CONTACT, ONE, 4, "alone"));
    assertThat(store.batches).hasSize(3);
  }

  @Test
  void anAnswerComesAfterTheCommitAndNotBefore() {
    SendLanes lanes = lanes(1, 200, 1_000);

    Future<Outcome.Stored> send = lanes.send(draft(CONTACT, ONE, 1, "a"));

    assertThat(send.isComplete()).isFalse();
    store.commit();
    assertThat(send.result().message().seq()).isEqualTo(1);
    assertThat(send.result().message().sentAt()).isEqualTo(People.NOW);
  }

  @Test
  void aBatchHoldsNoMoreThanItMay() {
    SendLanes lanes = lanes(1, 2, 1_000);

    for (int i = 0; i < 6; i++) {
      lanes.send(draft(CONTACT, ONE, i, "message " + i));
    }
    store.commitAll();

    assertThat(store.batches).extracting(List::size).containsExactly(1, 2, 2, 1);
  }

  @Test
  void aSecondBatchIsBegunBesideOneUnderWayOnlyIfEnoughWait() {
    SendLanes lanes = lanes(2, 200, 1_000);
    lanes.send(draft(CONTACT, ONE, 0, "the first"));

    for (int i = 1; i < SendLanes.WORTH_A_BATCH; i++) {
      lanes.send(draft(CONTACT, TWO, i, "waits"));
    }
    assertThat(store.batches).hasSize(1);

    lanes.send(draft(CONTACT, TWO, SendLanes.WORTH_A_BATCH, "the last"));
    assertThat(store.batches).hasSize(2);
    assertThat(store.batches.get(1)).hasSize(SendLanes.WORTH_A_BATCH);
  }

  @Test
  void nobodyWaitsForAnothersLockAndNothingOvertakesWhatIsUnderWay() {
    SendLanes lanes = lanes(2, 200, 1_000);
    send(
        lanes,
        draft(CONTACT, ONE, 1, "held up"),
        draft(CONTACT, ONE, 2, "behind it"),
        draft(CONTACT, TWO, 3, "another's"));
    assertThat(store.batches).hasSize(1);

    soon.doTheRest();

    assertThat(store.batches).hasSize(2);
    assertThat(store.batches.get(1)).extracting(Draft::content).containsExactly("another's");
    store.commit();
    assertThat(store.batches).hasSize(2);
    store.commit();
    assertThat(store.batches.get(2)).extracting(Draft::content).containsExactly("behind it");
  }

  @Test
  void theOrderOfArrivalIsTheOrderOfTheConversation() {
    SendLanes lanes = lanes(2, 3, 1_000);
    List<Future<Outcome.Stored>> sends = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      sends.add(lanes.send(draft(i % 2 == 0 ? CONTACT : AGENT, ONE, i, "message " + i)));
    }
    store.commitAll();

    for (int i = 0; i < 20; i++) {
      assertThat(sends.get(i).result().message().seq()).isEqualTo(i + 1L);
    }
  }

  @Test
  void anIntentStandsInABatchOnceAndNothingOfItsConversationOvertakesTheRepeat() {
    SendLanes lanes = lanes(1, 200, 1_000);
    lanes.send(draft(CONTACT, TWO, 9, "keeps the lane busy"));

    List<Future<Outcome.Stored>> sends =
        send(
            lanes,
            draft(CONTACT, ONE, 1, "a"),
            draft(CONTACT, ONE, 1, "a"),
            draft(CONTACT, ONE, 2, "b"),
            draft(CONTACT, TWO, 1, "c"));
    store.commitAll();

    assertThat(store.batches.get(1)).extracting(Draft::content).containsExactly("a", "c");
    assertThat(store.batches.get(2)).extracting(Draft::content).containsExactly("a", "b");
    assertThat(sends.get(1).result().duplicate()).isTrue();
    assertThat(sends.get(1).result().message()).isEqualTo(sends.get(0).result().message());
    assertThat(sends.get(2).result().message().seq()).isEqualTo(2);
  }

  @Test
  void oneBadMessageFailsAloneAndTheRestKeepTheirOrder() {
    SendLanes lanes = lanes(1, 200, 1_000);
    lanes.send(draft(CONTACT, TWO, 9, "keeps the lane busy"));

    List<Future<Outcome.Stored>> sends =
        send(
            lanes,
            draft(CONTACT, ONE, 1, "a"),
            draft(CONTACT, ONE, 2, "poison"),
            draft(CONTACT, ONE, 3, "b"));
    while (store.holds()) {
      store.commitUnlessIn("poison");
    }

    assertThat(store.batches).extracting(List::size).containsExactly(1, 3, 1, 1, 1);
    assertThat(sends.get(0).result().message().seq()).isEqualTo(1);
    assertThat(sends.get(1).cause()).hasMessage("refused: poison");
    assertThat(sends.get(2).result().message().seq()).isEqualTo(2);
  }

  @Test
  void aMessageThatIsRefusedByItselfIsNotTriedAgain() {
    SendLanes lanes = lanes(1, 200, 1_000);

    Future<Outcome.Stored> send = lanes.send(draft(CONTACT, ONE, 1, "poison"));
    store.commitUnlessIn("poison");

    assertThat(send.failed()).isTrue();
    assertThat(store.batches).hasSize(1);
  }

  @Test
  void anOutageFailsTheBatchAndIsNotTriedOneByOne() {
    SendLanes lanes = lanes(1, 200, 1_000);
    lanes.send(draft(CONTACT, TWO, 9, "keeps the lane busy"));
    List<Future<Outcome.Stored>> sends =
        send(lanes, draft(CONTACT, ONE, 1, "a"), draft(CONTACT, ONE, 2, "b"));
    store.commit();

    store.fail(ProblemException.unavailable("The database is not reachable.", null));

    assertThat(sends).allSatisfy(send -> assertThat(refusal(send)).isEqualTo(unavailable()));
    assertThat(store.holds()).isFalse();
    Future<Outcome.Stored> later = lanes.send(draft(CONTACT, ONE, 3, "c"));
    store.commit();
    assertThat(later.succeeded()).isTrue();
  }

  @Test
  void anOutageAmongSingleMessagesFailsTheRestAtOnce() {
    SendLanes lanes = lanes(1, 200, 1_000);
    lanes.send(draft(CONTACT, TWO, 9, "keeps the lane busy"));
    List<Future<Outcome.Stored>> sends =
        send(
            lanes,
            draft(CONTACT, ONE, 1, "a"),
            draft(CONTACT, ONE, 2, "b"),
            draft(CONTACT, ONE, 3, "c"));
    store.commit();
    store.fail(new IllegalStateException("refused"));

    store.fail(ProblemException.unavailable("The database is not reachable.", null));

    assertThat(sends).allSatisfy(send -> assertThat(refusal(send)).isEqualTo(unavailable()));
    assertThat(store.holds()).isFalse();
  }

  @Test
  void aLockedConversationIsUnavailableAndTheOthersAreNot() {
    SendLanes lanes = lanes(1, 200, 1_000);
    lanes.send(draft(CONTACT, TWO, 9, "keeps the lane busy"));
    List<Future<Outcome.Stored>> sends =
        send(
            lanes,
            draft(CONTACT, ONE, 1, "a"),
            draft(CONTACT, TWO, 2, "b"),
            draft(CONTACT, ONE, 3, "c"));
    store.commit();
    store.fail(new AppendStore.ConversationBusy(null));

    store.fail(new AppendStore.ConversationBusy(null));
    store.commit();

    assertThat(refusal(sends.get(0))).isEqualTo(unavailable());
    assertThat(sends.get(1).succeeded()).isTrue();
    assertThat(refusal(sends.get(2))).isEqualTo(unavailable());
    assertThat(store.holds()).isFalse();
  }

  @Test
  void aStoreThatThrowsFailsTheMessageAndNotTheLane() {
    HeldStore working = store;
    SendLanes lanes =
        new SendLanes(
            new MemoryStore() {
              private boolean thrown;

              @Override
              public Future<List<Outcome>> append(List<Draft> batch, Instant now) {
                if (!thrown) {
                  thrown = true;
                  throw new IllegalStateException("thrown");
                }
                return working.append(batch, now);
              }
            },
            clock,
            soon,
            new MessagingConfig(1, 200, 1_000),
            new SendMeters(meters));

    Future<Outcome.Stored> first = lanes.send(draft(CONTACT, ONE, 1, "a"));
    Future<Outcome.Stored> second = lanes.send(draft(CONTACT, ONE, 2, "b"));
    working.commit();

    assertThat(first.cause()).hasMessage("thrown");
    assertThat(second.succeeded()).isTrue();
  }

  @Test
  void aFullQueueIsUnavailableUntilItHasBeenWritten() {
    SendLanes lanes = lanes(1, 200, 2);
    send(
        lanes,
        draft(CONTACT, ONE, 1, "in flight"),
        draft(CONTACT, ONE, 2, "waits"),
        draft(CONTACT, ONE, 3, "waits"));

    Future<Outcome.Stored> over = lanes.send(draft(CONTACT, ONE, 4, "one too many"));

    assertThat(refusal(over)).isEqualTo(unavailable());
    assertThat(queued()).isEqualTo(2);
    store.commitAll();
    assertThat(queued()).isZero();
    Future<Outcome.Stored> again = lanes.send(draft(CONTACT, ONE, 4, "one too many"));
    store.commitAll();
    assertThat(again.result().message().seq()).isEqualTo(4);
  }

  private double queued() {
    return meters.get(MessagingMeter.QUEUED.getName()).gauge().value();
  }

  private static ProblemCode unavailable() {
    return ProblemCode.UNAVAILABLE;
  }

  @Test
  void whatIsRefusedByItsOutcomeIsRefusedAlone() {
    SendLanes lanes = lanes(1, 200, 1_000);
    lanes.send(draft(CONTACT, TWO, 9, "keeps the lane busy"));

    List<Future<Outcome.Stored>> sends =
        send(
            lanes,
            draft(OTHER_CONTACT, ONE, 1, "not theirs"),
            draft(CONTACT, ONE, 2, "theirs"),
            draft(CONTACT, conversation(999), 3, "nowhere"));
    store.commitAll();

    assertThat(refusal(sends.get(0))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(sends.get(1).result().message().seq()).isEqualTo(1);
    assertThat(refusal(sends.get(2))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(store.batches).hasSize(2);
  }

  @Test
  void closingAnswersWhatWasTakenAndTakesNoMore() {
    SendLanes lanes = lanes(1, 1, 1_000);
    List<Future<Outcome.Stored>> sends =
        send(lanes, draft(CONTACT, ONE, 1, "a"), draft(CONTACT, ONE, 2, "b"));

    Future<Void> closed = lanes.close();
    Future<Outcome.Stored> late = lanes.send(draft(CONTACT, ONE, 3, "c"));

    assertThat(closed.isComplete()).isFalse();
    assertThat(refusal(late)).isEqualTo(unavailable());
    store.commitAll();
    assertThat(closed.succeeded()).isTrue();
    assertThat(sends).allMatch(Future::succeeded);
  }

  @Test
  void everySendIsMeasuredByItsOutcome() {
    SendLanes lanes = lanes(1, 200, 1_000);

    send(
        lanes,
        draft(CONTACT, ONE, 1, "a"),
        draft(CONTACT, ONE, 1, "a"),
        draft(CONTACT, ONE, 1, "b"));
    store.commitAll();

    assertThat(count("sent")).isEqualTo(1);
    assertThat(count("duplicate")).isEqualTo(1);
    assertThat(count("refused")).isEqualTo(1);
    assertThat(count("failed")).isZero();
  }

  private long count(String outcome) {
    return meters.get(MessagingMeter.SEND.getName()).tag("outcome", outcome).timer().count();
  }
}
