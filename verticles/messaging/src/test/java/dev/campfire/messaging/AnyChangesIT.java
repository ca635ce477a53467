package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is stored after anything that may happen, against the same rules written down simply. */
class AnyChangesIT {
  /** Without the module: what passes must not wake anybody between two steps. */
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  private final MemoryStore memory = new MemoryStore();
  private final ConversationId id = new ConversationId(UUID.randomUUID());
  private MessagingStore reads;
  private AppendStore appends;
  private ChangeStore changes;
  private TestOrg org;
  private List<Caller> people;
  private Instant now;

  private void aConversation() {
    reads = new PgMessagingStore(campfire.database());
    appends = new PgAppendStore(campfire.database());
    changes = new PgChangeStore(campfire.database());
    org = campfire.org();
    people =
        List.of(org.contact(), org.agent("Ada"), org.agent("Grace"), org.service(), org.contact());
    people.subList(1, 3).forEach(agent -> memory.agents.put(agent.id(), agent.name()));
    now = campfire.clock().instant();
    Opening opening =
        new Opening(
            Author.of(people.get(0)),
            id,
            people.get(0).id(),
            true,
            null,
            null,
            false,
            Channel.WEB,
            null,
            now);
    await(reads.open(opening));
    memory.open(opening);
  }

  @RepeatedTest(25)
  void anyStepsDoWhatTheRulesSay(RepetitionInfo repetition) {
    long seed = System.nanoTime() + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    aConversation();

    for (int i = 0; i < 60; i++) {
      Step step = Step.any(random);
      assertThat(outcome(() -> run(step, appends, changes)))
          .as("step %d, %s, of seed %d", i, step, seed)
          .isEqualTo(outcome(() -> run(step, memory, memory)));
      if (step instanceof Step.Pass pass) {
        // Clocks of several nodes differ, and one may be behind.
        now = now.plus(Duration.ofMillis(pass.milliseconds() - 200L));
      }
    }

    assertSame(seed);
  }

  /** What came of it, or with which code it was refused. */
  private static Object outcome(Supplier<Future<?>> asked) {
    try {
      Object result = await(asked.get());
      return result instanceof Outcome.Refused refused ? refused.problem().code() : result;
    } catch (ProblemException refusal) {
      return refusal.code();
    }
  }

  private Draft draft;
  private Step drafted;

  /** The same draft for both stores: a message's id is made before it is stored. */
  private Draft draft(Step step, int who, long clientId, int content) {
    if (drafted != step) {
      drafted = step;
      draft = People.draft(people.get(who), id, clientId, "said " + content);
    }
    return draft;
  }

  private Future<?> run(Step step, AppendStore appending, ChangeStore changing) {
    if (step instanceof Step.Send send) {
      Draft one = draft(step, send.who(), send.clientId(), send.content());
      return appending.append(List.of(one), now).map(outcomes -> outcomes.get(0));
    } else if (step instanceof Step.SendWithoutId send) {
      long fresh = 1_000L + memory.conversations.values().iterator().next().messages.size();
      return appending.appendWithoutId(draft(step, send.who(), fresh, send.content()), now);
    } else if (step instanceof Step.Edit edit) {
      EditMessage wanted = new EditMessage(id, message(edit.message()), "said " + edit.content());
      return changing.edit(Author.of(people.get(edit.who())), wanted, now);
    } else if (step instanceof Step.Delete delete) {
      DeleteMessage wanted = new DeleteMessage(id, message(delete.message()));
      return changing.delete(Author.of(people.get(delete.who())), wanted, now);
    } else if (step instanceof Step.Update update) {
      return changing.update(Author.of(people.get(1)), wanted(update), now);
    } else if (step instanceof Step.Wake) {
      return changing.wake(org.id(), now, Alarm.MOST);
    }
    return Future.succeededFuture();
  }

  private MessageId message(int number) {
    List<Message> messages = memory.conversations.values().iterator().next().messages;
    return number < messages.size() ? messages.get(number).id() : new MessageId(id.value());
  }

  private UpdateConversation wanted(Step.Update update) {
    Integer who = update.assignee();
    return new UpdateConversation(
        id,
        update.status(),
        update.snoozeSeconds() == null ? null : now.plusSeconds(update.snoozeSeconds()),
        update.priority(),
        update.tags(),
        who == null
            ? null
            : new Change<PersonId>(who == -1 ? null : people.get(who < 0 ? 0 : who).id()),
        update.subject());
  }

  private void assertSame(long seed) {
    Reader reader = new Reader(org.id(), null);
    long head = await(new Lookups(memory).find(reader, id)).changeSeq();
    assertThat(await(new Lookups(reads).find(reader, id)))
        .as("seed %d", seed)
        .isEqualTo(await(new Lookups(memory).find(reader, id)));
    assertThat(await(reads.historyAfter(reader, id, 0, 200)))
        .isEqualTo(await(memory.historyAfter(reader, id, 0, 200)));
    for (long after = 0; after <= head; after++) {
      assertThat(await(reads.changes(reader, id, after, 5)))
          .as("sync after %d, seed %d", after, seed)
          .isEqualTo(await(memory.changes(reader, id, after, 5)));
    }
    assertThat(
            campfire.sql(
                "select upper(kind) as kind from conversation_changes where conversation_id = ?"
                    + " and kind <> 'opened' order by change_seq",
                id.value()))
        .extracting(row -> row.get("kind").toString().toUpperCase(Locale.ROOT))
        .containsExactlyElementsOf(
            memory.conversations.values().iterator().next().changes.stream()
                .map(Enum::name)
                .toList());
    assertThat(
            campfire.sql("select tag from conversation_tags where conversation_id = ?", id.value()))
        .extracting(row -> row.get("tag"))
        .containsExactlyInAnyOrderElementsOf(await(new Lookups(memory).find(reader, id)).tags());
  }
}
