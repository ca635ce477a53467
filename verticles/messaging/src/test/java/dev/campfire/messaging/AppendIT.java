package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statement of the group commit, against the same rules written down simply. */
class AppendIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private final MemoryStore memory = new MemoryStore();
  private MessagingStore store;
  private AppendStore messages;

  @BeforeEach
  void theRealStore() {
    store = new PgMessagingStore(campfire.database());
    messages = new PgAppendStore(campfire.database());
  }

  private record Place(TestOrg org, Caller contact, Caller agent, ConversationId id) {}

  private Place place() {
    TestOrg org = campfire.org();
    Caller contact = org.contact();
    ConversationId id = new ConversationId(UUID.randomUUID());
    open(contact, id);
    return new Place(org, contact, org.agent(), id);
  }

  private void open(Caller contact, ConversationId id) {
    Opening opening =
        new Opening(
            Author.of(contact),
            id,
            contact.id(),
            true,
            null,
            null,
            false,
            Channel.WEB,
            "Shoes",
            campfire.clock().instant());
    await(store.open(opening));
    memory.open(opening);
  }

  @RepeatedTest(20)
  void anyBatchesAcrossOrganisationsDoWhatTheRulesSay(RepetitionInfo repetition) {
    long seed = System.nanoTime() + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<Place> places = List.of(place(), place(), place());

    for (int i = 0; i < 15; i++) {
      campfire.clock().advance(Duration.ofMillis(random.nextInt(2)));
      if (random.nextInt(3) == 0) {
        setStatus(places.get(random.nextInt(3)), ConversationStatus.values()[random.nextInt(4)]);
      }
      List<Draft> batch = batch(random, places);
      Instant now = campfire.clock().instant();

      List<Outcome> real = await(messages.append(batch, now));

      assertThat(comparable(real))
          .as("batch %d of seed %d", i, seed)
          .isEqualTo(comparable(await(memory.append(batch, now))));
    }

    places.forEach(place -> assertSame(place, seed));
  }

  /** What was stored, or with which code it was refused. */
  private static List<Object> comparable(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(
            outcome ->
                outcome instanceof Outcome.Refused refused ? refused.problem().code() : outcome)
        .toList();
  }

  private List<Draft> batch(Random random, List<Place> places) {
    List<Draft> batch = new ArrayList<>();
    Set<Draft.Intent> intents = new HashSet<>();
    int size = 1 + random.nextInt(12);
    while (batch.size() < size) {
      Place place = places.get(random.nextInt(places.size()));
      Place foreign = places.get(random.nextInt(places.size()));
      List<Caller> callers =
          List.of(
              place.contact,
              place.contact,
              place.agent,
              place.org.service(),
              place.org.contact(),
              foreign.agent);
      Draft draft =
          People.draft(
              callers.get(random.nextInt(callers.size())),
              place.id,
              1 + random.nextInt(60),
              "content " + random.nextInt(2));
      if (intents.add(draft.intent())) {
        batch.add(draft);
      }
    }
    return batch;
  }

  private void setStatus(Place place, ConversationStatus status) {
    campfire.sql(
        "update conversations set status = ? where id = ?",
        status.name().toLowerCase(Locale.ROOT),
        place.id.value());
    memory.conversations.get(new Draft.Conversation(place.org.id(), place.id)).status = status;
  }

  private void assertSame(Place place, long seed) {
    Reader reader = Reader.of(place.agent);
    Conversation real = await(new Lookups(store).find(reader, place.id));
    assertThat(real)
        .as("seed %d", seed)
        .isEqualTo(await(new Lookups(memory).find(reader, place.id)));
    ReadHistory.Page history = await(store.historyAfter(reader, place.id, 0, 1_000));
    assertThat(history).isEqualTo(await(memory.historyAfter(reader, place.id, 0, 1_000)));
    assertThat(await(store.changes(reader, place.id, 3, 10)).messages())
        .isEqualTo(await(memory.changes(reader, place.id, 3, 10)).messages());
    // Every number is a message's or a change's, and nobody's twice.
    assertThat(
            campfire.sql(
                "select change_seq from (select change_seq from messages where conversation_id = ?"
                    + " union all select change_seq from conversation_changes"
                    + " where conversation_id = ?) numbers order by 1",
                place.id.value(),
                place.id.value()))
        .extracting(row -> row.get("change_seq"))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, real.changeSeq()).boxed().toList());
  }

  @Test
  void aLockedConversationIsBusyAndNothingOfTheBatchIsWritten() {
    Place locked = place();
    Place free = place();
    Instant now = campfire.clock().instant();

    Throwable failure =
        catchThrowable(
            () ->
                await(
                    whileLocked(
                        locked,
                        () ->
                            messages.append(
                                List.of(
                                    People.draft(free.contact, free.id, 1, "Hello"),
                                    People.draft(locked.contact, locked.id, 1, "Hello")),
                                now))));

    assertThat(failure).isInstanceOf(AppendStore.ConversationBusy.class);
    assertThat(await(new Lookups(store).find(Reader.of(free.agent), free.id)).lastSeq()).isZero();
  }

  /** Holds the row, as a hung node would, until the work is done. */
  private <T> Future<T> whileLocked(Place place, Supplier<Future<T>> work) {
    return campfire
        .database()
        .inOrgs(
            Set.of(place.org.id()),
            tx ->
                tx.query(
                        "select 1 from conversations where id = $1 for no key update",
                        Tuple.of(place.id.value()),
                        row -> 1)
                    .compose(locked -> work.get()));
  }

  @Test
  void theWriterSeesNoOrganisationButThoseOfItsBatch() {
    Place mine = place();
    Place theirs = place();
    Draft draft = People.draft(mine.agent, theirs.id, 1, "Hello");

    List<Outcome> outcomes = await(messages.append(List.of(draft), campfire.clock().instant()));

    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problem()).hasMessage(ProblemException.notFound().getMessage()));
    List<Long> visible =
        await(
            campfire
                .database()
                .inOrgs(
                    Set.of(mine.org.id()),
                    tx ->
                        tx.query(
                            "select count(*) as n from conversations",
                            Tuple.tuple(),
                            row -> row.getLong("n"))));
    assertThat(visible).containsExactly(1L);
    OrgId nobody = new OrgId(UUID.randomUUID());
    assertThat(await(store.heads(Set.of(nobody), Instant.EPOCH))).isEmpty();
  }
}
