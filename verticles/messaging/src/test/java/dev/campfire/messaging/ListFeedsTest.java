package dev.campfire.messaging;

import static dev.campfire.messaging.People.AGENT;
import static dev.campfire.messaging.People.CONTACT;
import static dev.campfire.messaging.People.ORG;
import static dev.campfire.messaging.People.conversation;
import static dev.campfire.messaging.People.draft;
import static dev.campfire.messaging.People.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationListEvent;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.RecordingBus.Published;
import dev.campfire.testkit.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListFeedsTest {
  private static final ConversationId ONE = conversation(100);
  private static final ConversationId TWO = conversation(101);
  private static final String INBOX = "org:" + ORG + ":inbox";
  private static final String CONTACTS = "org:" + ORG + ":user:" + CONTACT.id();

  /** Reads when it is told to. */
  private static final class SlowStore extends MemoryStore {
    private final List<List<ConversationId>> asked = new ArrayList<>();
    private final Deque<Promise<Void>> reads = new ArrayDeque<>();
    private boolean slow;

    @Override
    public Future<List<Conversation>> findAll(OrgId org, Collection<ConversationId> ids) {
      asked.add(List.copyOf(ids));
      Future<List<Conversation>> found = super.findAll(org, ids);
      if (!slow) {
        return found;
      }
      Promise<Void> read = Promise.promise();
      reads.add(read);
      return read.future().compose(done -> found);
    }
  }

  private final SlowStore store = new SlowStore();
  private final RecordingBus bus = new RecordingBus();
  private final List<Duration> delays = new ArrayList<>();
  private final Deque<Runnable> timers = new ArrayDeque<>();
  private final ListFeeds feeds =
      new ListFeeds(
          store,
          bus,
          new TestClock(People.NOW),
          (delay, task) -> {
            delays.add(delay);
            timers.add(task);
          });

  @BeforeEach
  void twoConversationsAreOpen() {
    store.open(opening(ONE));
    store.open(opening(TWO));
  }

  private void say(ConversationId conversation, long id) {
    store.append(List.of(draft(CONTACT, conversation, id, "message " + id)), People.NOW);
    feeds.changed(ORG, conversation);
  }

  private List<Conversation> toldTo(String address) {
    return bus.published.stream()
        .filter(published -> published.address().equals(address))
        .map(Published::event)
        .map(event -> ((ConversationListEvent.Changed) event).conversation())
        .toList();
  }

  @Test
  void theFirstChangeIsToldAtOnceToAgentsAndContact() {
    say(ONE, 1);

    assertThat(toldTo(INBOX)).containsExactly(new Lookups(store).find(reader(), ONE).result());
    assertThat(toldTo(CONTACTS))
        .containsExactly(new Lookups(store).find(reader(), ONE).result().forContact());
  }

  private static Reader reader() {
    return Reader.of(AGENT);
  }

  @Test
  void whatFollowsIsToldTogetherAtTheEndOfTheInterval() {
    say(ONE, 1);
    say(ONE, 2);
    say(ONE, 3);
    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L);

    timers.remove().run();

    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L, 3L);
    assertThat(timers).hasSize(1);
    assertThat(delays).containsOnly(Duration.ofMillis(500));
  }

  @Test
  void manyThatChangeOnAndOnAreToldLessOftenButForTheFirstTime() {
    for (int i = 0; i < 1_000; i++) {
      store.open(opening(conversation(1_000 + i)));
      say(conversation(1_000 + i), i);
    }

    assertThat(toldTo(INBOX)).hasSize(1_000);
    assertThat(delays.subList(0, 250)).containsOnly(Duration.ofMillis(500));
    assertThat(delays.get(999)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aConversationAtRestCostsNothingAndIsToldAtOnceAgain() {
    say(ONE, 1);
    timers.remove().run();
    assertThat(timers).isEmpty();
    assertThat(store.asked).hasSize(1);

    say(ONE, 2);

    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L, 2L);
  }

  @Test
  void onlyOneReadOfAnOrganisationIsUnderWayAndTheNextTakesAllThatAreDue() {
    store.slow = true;
    say(ONE, 1);
    say(TWO, 2);
    say(TWO, 3);

    store.reads.remove().complete();

    assertThat(store.asked).containsExactly(List.of(ONE), List.of(TWO));
    store.reads.remove().complete();
    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L, 2L);
  }

  @Test
  void aChangeDuringTheReadIsToldAfterwards() {
    store.slow = true;
    say(ONE, 1);
    say(ONE, 2);
    store.reads.remove().complete();
    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L);

    timers.remove().run();
    store.reads.remove().complete();

    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L, 2L);
  }

  @Test
  void aReadThatFailsIsTriedAgainAfterTheInterval() {
    store.slow = true;
    say(ONE, 1);

    store.reads.remove().fail(ProblemException.unavailable("Not reachable.", null));
    assertThat(bus.published).isEmpty();
    timers.remove().run();
    store.reads.remove().complete();

    assertThat(toldTo(INBOX)).extracting(Conversation::lastSeq).containsExactly(1L);
  }

  @Test
  void anOpeningIsToldOnceAndDoesNotDelayTheChangeAfterIt() {
    feeds.opened(ORG, new Lookups(store).find(reader(), ONE).result());
    say(ONE, 1);

    assertThat(bus.published)
        .extracting(Published::event)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Opened", "Opened", "Changed", "Changed");
  }
}
