package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookupsTest {
  private static final Reader AGENT = Reader.of(People.AGENT);
  private static final int CONVERSATIONS = 250;

  private final SlowStore store = new SlowStore();
  private final Lookups lookups = new Lookups(store);

  /** Reads when the test says so. */
  private static final class SlowStore extends MemoryStore {
    private final List<Collection<ConversationId>> reads = new ArrayList<>();
    private Promise<Void> open = Promise.promise();

    @Override
    public Future<List<Conversation>> findAll(OrgId org, Collection<ConversationId> ids) {
      reads.add(ids);
      return open.future().compose(now -> super.findAll(org, ids));
    }

    void answer() {
      Promise<Void> now = open;
      open = Promise.promise();
      now.complete();
    }

    void refuse() {
      Promise<Void> now = open;
      open = Promise.promise();
      now.fail(ProblemException.unavailable("away", null));
    }
  }

  @BeforeEach
  void conversationsAreOpen() {
    LongStream.rangeClosed(1, CONVERSATIONS)
        .forEach(number -> store.open(People.opening(People.conversation(number))));
  }

  private Future<Conversation> find(long number) {
    return lookups.find(AGENT, People.conversation(number));
  }

  private static ProblemCode refusal(Future<?> answer) {
    return ((ProblemException) answer.cause()).code();
  }

  @Test
  void whoAsksAloneIsReadForAtOnce() {
    Future<Conversation> one = find(1);

    store.answer();

    assertThat(one.result().id()).isEqualTo(People.conversation(1));
    assertThat(store.reads).containsExactly(Set.of(People.conversation(1)));
  }

  @Test
  void aCrowdIsReadForTogether() {
    List<Future<Conversation>> answers =
        LongStream.rangeClosed(1, CONVERSATIONS).mapToObj(this::find).toList();

    for (int i = 0; i < 4; i++) {
      store.answer();
    }

    assertThat(store.reads.stream().map(Collection::size)).containsExactly(1, 100, 100, 49);
    for (int i = 0; i < CONVERSATIONS; i++) {
      assertThat(answers.get(i).result().id()).isEqualTo(People.conversation(i + 1));
    }
  }

  /** Who joins a feed is told how far it has come: not how far it had come before they joined. */
  @Test
  void noAnswerIsOlderThanItsQuestion() {
    find(1);
    Future<Conversation> later = find(1);

    store.answer();
    assertThat(later.isComplete()).isFalse();
    store.answer();

    assertThat(later.isComplete()).isTrue();
    assertThat(store.reads).hasSize(2);
  }

  @Test
  void eachIsToldOfTheirOwn() {
    find(1);
    Future<Conversation> theirs = lookups.find(Reader.of(People.CONTACT), People.conversation(2));
    Future<Conversation> foreign =
        lookups.find(Reader.of(People.OTHER_CONTACT), People.conversation(2));
    Future<Conversation> nowhere = find(CONVERSATIONS + 1L);

    store.answer();
    store.answer();

    assertThat(theirs.result().id()).isEqualTo(People.conversation(2));
    assertThat(refusal(foreign)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(refusal(nowhere)).isEqualTo(ProblemCode.NOT_FOUND);
  }

  @Test
  void afterAFailureItGoesOn() {
    Future<Conversation> one = find(1);
    Future<Conversation> two = find(2);

    store.refuse();
    store.answer();

    assertThat(refusal(one)).isEqualTo(ProblemCode.UNAVAILABLE);
    assertThat(two.result().id()).isEqualTo(People.conversation(2));
  }

  @Test
  void noOrganisationWaitsForAnother() {
    find(1);
    OrgId other = new OrgId(People.id(77));

    lookups.find(new Reader(other, null), People.conversation(1));

    assertThat(store.reads).hasSize(2);
  }
}
