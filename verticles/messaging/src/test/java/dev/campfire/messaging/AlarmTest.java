package dev.campfire.messaging;

import static dev.campfire.messaging.People.AGENT;
import static dev.campfire.messaging.People.ORG;
import static dev.campfire.messaging.People.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final Instant SOON = People.NOW.plusSeconds(60);

  private boolean isDown;
  private final MemoryStore store =
      new MemoryStore() {
        @Override
        public Future<List<OrgId>> orgsToWake(Instant now) {
          return isDown
              ? Future.failedFuture(ProblemException.unavailable("Away.", null))
              : super.orgsToWake(now);
        }
      };
  private final RecordingBus bus = new RecordingBus();
  private final TestClock clock = new TestClock(People.NOW);
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final Alarm alarm =
      new Alarm(
          store,
          new Announcer(bus, new ListFeeds(store, bus, clock, (delay, task) -> {}), clock),
          clock,
          (delay, task) -> later.add(task));

  private ConversationId asleepUntil(long number, Instant until) {
    ConversationId id = conversation(number);
    store.open(People.opening(id));
    store.update(
        Author.of(AGENT),
        new UpdateConversation(id, ConversationStatus.SNOOZED, until, null, null, null, null),
        People.NOW);
    return id;
  }

  private void aSecondPasses() {
    clock.advance(Duration.ofSeconds(1));
    later.remove().run();
  }

  private Conversation read(ConversationId id) {
    return new Lookups(store).find(new Reader(ORG, null), id).result();
  }

  private List<ConversationEvent> told() {
    return bus.published.stream()
        .map(RecordingBus.Published::event)
        .filter(ConversationEvent.class::isInstance)
        .map(ConversationEvent.class::cast)
        .toList();
  }

  @Test
  void aSnoozeEndsAtItsTimeAndNotBefore() {
    ConversationId id = asleepUntil(1, SOON);
    alarm.start();

    for (int i = 0; i < 59; i++) {
      aSecondPasses();
    }
    assertThat(told()).isEmpty();
    aSecondPasses();

    assertThat(read(id).status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(read(id).snoozedUntil()).isNull();
    assertThat(told())
        .containsExactly(
            new ConversationEvent.Changed(id, 3, read(id).forContact(), clock.instant()));
    aSecondPasses();
    assertThat(told()).hasSize(1);
  }

  @Test
  void aSnoozeWithoutATimeLasts() {
    ConversationId id = asleepUntil(1, null);
    alarm.start();
    clock.advance(Duration.ofDays(1_000));

    aSecondPasses();

    assertThat(read(id).status()).isEqualTo(ConversationStatus.SNOOZED);
  }

  @Test
  void manyThatSleepUntilTheSameHourAllWakeUpAtOnce() {
    LongStream.rangeClosed(1, 2L * Alarm.MOST + 1).forEach(i -> asleepUntil(i, SOON));
    alarm.start();
    clock.advance(Duration.ofMinutes(1));

    aSecondPasses();

    assertThat(told()).hasSize(2 * Alarm.MOST + 1);
  }

  @Test
  void anOutageDelaysAndEndsNothing() {
    ConversationId id = asleepUntil(1, SOON);
    alarm.start();
    clock.advance(Duration.ofMinutes(1));
    isDown = true;
    aSecondPasses();
    assertThat(told()).isEmpty();

    isDown = false;
    aSecondPasses();

    assertThat(read(id).status()).isEqualTo(ConversationStatus.OPEN);
  }

  @Test
  void aNodeThatLeavesLooksNoMore() {
    asleepUntil(1, SOON);
    alarm.start();
    clock.advance(Duration.ofMinutes(1));

    alarm.stop();
    aSecondPasses();

    assertThat(told()).isEmpty();
    assertThat(later).isEmpty();
  }
}
