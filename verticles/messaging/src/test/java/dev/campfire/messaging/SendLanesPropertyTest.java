package dev.campfire.messaging;

import static dev.campfire.messaging.People.AGENT;
import static dev.campfire.messaging.People.CONTACT;
import static dev.campfire.messaging.People.SERVICE;
import static dev.campfire.messaging.People.conversation;
import static dev.campfire.messaging.People.draft;
import static dev.campfire.messaging.People.opening;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.messaging.Message;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** Promises 2 and 3, for any interleaving of sends, repeats, commits and refusals. */
class SendLanesPropertyTest {
  private static final int CONVERSATIONS = 3;
  private static final String POISON = "poison";

  /** What happens next. */
  sealed interface Step {
    /** The intent alone says who writes and what, so the same again is a repeat. */
    record Send(int conversation, int intent) implements Step {}

    record Commit() implements Step {}

    /** The database goes away with a batch in flight. */
    record Outage() implements Step {}

    /** What is under way takes long. */
    record HeldUp() implements Step {}
  }

  private record Sent(Draft draft, Future<Outcome.Stored> answer) {}

  /** It says of each poisoned batch that it is written one by one: hundreds here. */
  @BeforeContainer
  static void theLogIsQuiet() {
    ((Logger) LoggerFactory.getLogger(SendLanes.class)).setLevel(Level.ERROR);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> send =
        Combinators.combine(
                Arbitraries.integers().between(0, CONVERSATIONS - 1),
                Arbitraries.integers().between(1, 12))
            .as(Step.Send::new);
    Arbitrary<Step> commit = Arbitraries.create(Step.Commit::new);
    Arbitrary<Step> outage = Arbitraries.create(Step.Outage::new);
    Arbitrary<Step> heldUp = Arbitraries.create(Step.HeldUp::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, send), Tuple.of(3, commit), Tuple.of(1, outage), Tuple.of(2, heldUp))
        .list()
        .ofMaxSize(80);
  }

  @Property(tries = 500)
  void everyIdStandsOnceInOneSequenceWithoutHoles(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 3) int laneCount,
      @ForAll @IntRange(min = 1, max = 5) int maxBatch) {
    HeldStore store = new HeldStore();
    LongStream.range(0, CONVERSATIONS).forEach(i -> store.open(opening(conversation(i))));
    Soon soon = new Soon();
    SendLanes lanes =
        new SendLanes(
            store,
            new TestClock(People.NOW),
            soon,
            new MessagingConfig(laneCount, maxBatch, 1_000),
            new SendMeters(new SimpleMeterRegistry()));
    List<Sent> sends = new ArrayList<>();

    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        Draft draft = intended(send);
        sends.add(new Sent(draft, lanes.send(draft)));
      } else if (step instanceof Step.HeldUp) {
        soon.doTheRest();
      } else if (store.holds() && step instanceof Step.Outage) {
        store.fail(ProblemException.unavailable("The database is not reachable.", null));
      } else if (store.holds()) {
        store.commitUnlessIn(POISON);
      }
    }
    while (store.holds()) {
      store.commitUnlessIn(POISON);
    }

    assertThat(sends).allMatch(sent -> sent.answer.isComplete());
    store.conversations.values().forEach(kept -> assertOneSequence(kept.messages));
    assertAnswersAreStored(store, sends);
    assertOrderOfArrival(sends);
  }

  private static Draft intended(Step.Send send) {
    Caller caller = List.of(CONTACT, AGENT, SERVICE).get(send.intent % 3);
    String content = send.intent == 12 ? POISON : "message " + send.intent;
    return draft(caller, conversation(send.conversation), send.intent, content);
  }

  private static void assertOneSequence(List<Message> messages) {
    assertThat(messages).extracting(Message::clientMessageId).doesNotHaveDuplicates();
    assertThat(messages)
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, messages.size()).boxed().toList());
  }

  private static void assertAnswersAreStored(HeldStore store, List<Sent> sends) {
    Map<Draft.Intent, Message> answers = new LinkedHashMap<>();
    for (Sent sent : sends) {
      if (sent.answer.succeeded()) {
        Message answered = sent.answer.result().message();
        assertThat(store.conversations.get(sent.draft.conversation()).messages).contains(answered);
        Message earlier = answers.putIfAbsent(sent.draft.intent(), answered);
        assertThat(sent.answer.result().duplicate()).isEqualTo(earlier != null);
        assertThat(answered).isEqualTo(earlier == null ? answered : earlier);
      }
    }
  }

  /** Of what was answered as new, whatever came later has the higher number. */
  private static void assertOrderOfArrival(List<Sent> sends) {
    Map<Draft.Conversation, Long> last = new LinkedHashMap<>();
    Map<Draft.Conversation, List<ClientMessageId>> seen = new LinkedHashMap<>();
    for (Sent sent : sends) {
      if (sent.answer.succeeded() && !sent.answer.result().duplicate()) {
        Draft.Conversation conversation = sent.draft.conversation();
        long seq = sent.answer.result().message().seq();
        assertThat(seq).isGreaterThan(last.getOrDefault(conversation, 0L));
        last.put(conversation, seq);
        seen.computeIfAbsent(conversation, none -> new ArrayList<>())
            .add(sent.draft.clientMessageId());
      }
    }
    seen.values().forEach(ids -> assertThat(ids).doesNotHaveDuplicates());
  }
}
