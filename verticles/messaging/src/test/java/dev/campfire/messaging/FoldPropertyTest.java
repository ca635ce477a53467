package dev.campfire.messaging;

import static dev.campfire.messaging.People.CONTACT;
import static dev.campfire.messaging.People.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * State and events are the state read anew, for any commands and whatever becomes of the events.
 */
class FoldPropertyTest {
  private static final ConversationId ID = conversation(1);
  private static final List<Caller> PEOPLE =
      List.of(CONTACT, People.AGENT, People.OTHER_AGENT, People.SERVICE, People.OTHER_CONTACT);

  /** The commands before a store in memory, and what they announce. */
  private static final class World {
    final MemoryStore store = new MemoryStore();
    final RecordingBus bus = new RecordingBus();
    final TestClock clock = new TestClock(People.NOW);
    final Announcer announcer =
        new Announcer(bus, new ListFeeds(store, bus, clock, (delay, task) -> {}), clock);
    final MessagingCommands commands =
        new MessagingCommands(
            store,
            new SendLanes(
                store,
                clock,
                new Soon(),
                new MessagingConfig(1, 200, 100),
                new SendMeters(new SimpleMeterRegistry())),
            announcer,
            UUID::randomUUID,
            clock);
    final ChangeCommands changes = new ChangeCommands(store, announcer, clock);

    World() {
      store.open(People.opening(ID));
      store.agents.put(People.AGENT.id(), "Ada");
      store.agents.put(People.OTHER_AGENT.id(), "Grace");
    }

    void run(Step step) {
      if (step instanceof Step.Send send) {
        commands.send(
            PEOPLE.get(send.who()),
            new SendMessage(ID, People.clientMessage(send.clientId()), "said " + send.content()));
      } else if (step instanceof Step.SendWithoutId send) {
        commands.sendWithoutId(
            PEOPLE.get(send.who()),
            new SendMessage(ID, new ClientMessageId(UUID.randomUUID()), "said " + send.content()));
      } else if (step instanceof Step.Edit edit) {
        changes.edit(
            PEOPLE.get(edit.who()),
            new EditMessage(ID, message(edit.message()), "said " + edit.content()));
      } else if (step instanceof Step.Delete delete) {
        changes.delete(PEOPLE.get(delete.who()), new DeleteMessage(ID, message(delete.message())));
      } else if (step instanceof Step.Update update) {
        changes.update(People.AGENT, wanted(update));
      } else if (step instanceof Step.Wake) {
        store
            .wake(People.ORG, clock.instant(), Alarm.MOST)
            .onSuccess(woken -> woken.forEach(each -> announcer.woken(People.ORG, each)));
      } else if (step instanceof Step.Pass pass) {
        clock.advance(Duration.ofMillis(pass.milliseconds()));
      }
    }

    private MessageId message(int number) {
      List<Message> messages = history();
      return number < messages.size()
          ? messages.get(number).id()
          : new MessageId(UUID.randomUUID());
    }

    private UpdateConversation wanted(Step.Update update) {
      Integer who = update.assignee();
      return new UpdateConversation(
          ID,
          update.status(),
          update.snoozeSeconds() == null
              ? null
              : clock.instant().plusSeconds(update.snoozeSeconds()),
          update.priority(),
          update.tags(),
          who == null
              ? null
              : new Change<PersonId>(who == -1 ? null : PEOPLE.get(who < 0 ? 0 : who).id()),
          update.subject());
    }

    List<ConversationEvent> events() {
      return bus.published.stream()
          .map(RecordingBus.Published::event)
          .filter(ConversationEvent.class::isInstance)
          .map(ConversationEvent.class::cast)
          .toList();
    }

    Held read() {
      return new Held(commands.get(CONTACT, new GetConversation(ID)).result(), history());
    }

    List<Message> history() {
      return commands.history(CONTACT, new ReadHistory(ID, null, null, 200)).result().messages();
    }

    void sync(Held held) {
      SyncConversation.Changes changes;
      long after = held.conversation().changeSeq();
      do {
        changes = commands.sync(CONTACT, new SyncConversation(ID, after, 2)).result();
        held.sync(changes);
        after = changes.changeSeq();
      } while (changes.more());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.longs().map(seed -> Step.any(new Random(seed))).list().ofMaxSize(40);
  }

  @Property(tries = 400)
  void eventsInAnyOrderAndMoreThanOnceMakeTheStateThatIsReadAnew(
      @ForAll("steps") List<Step> before,
      @ForAll("steps") List<Step> after,
      @ForAll Random random) {
    World world = new World();
    before.forEach(world::run);
    Held held = world.read();
    after.forEach(world::run);
    // Those of before too: a reader joins before it reads.
    List<ConversationEvent> events = new ArrayList<>(world.events());
    events.addAll(world.events());
    Collections.shuffle(events, random);

    events.forEach(held::apply);

    assertThat(held.isBehind()).as("needs a sync though nothing was lost").isFalse();
    assertSame(held, world.read());
  }

  @Property(tries = 400)
  void whateverIsLostASyncBringsBack(
      @ForAll("steps") List<Step> before,
      @ForAll("steps") List<Step> after,
      @ForAll Random random) {
    World world = new World();
    before.forEach(world::run);
    Held held = world.read();
    after.forEach(world::run);
    List<ConversationEvent> events = new ArrayList<>(world.events());
    Collections.shuffle(events, random);

    events.stream().filter(event -> random.nextInt(3) > 0).forEach(held::apply);
    world.sync(held);

    assertThat(held.isBehind()).isFalse();
    assertSame(held, world.read());
  }

  private static void assertSame(Held held, Held anew) {
    assertThat(held.conversation()).isEqualTo(anew.conversation());
    assertThat(held.messages()).isEqualTo(anew.messages());
  }
}
