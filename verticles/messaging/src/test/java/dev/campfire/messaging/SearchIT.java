package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.OpenConversation.ContactDetails;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is found, before it is in the index and after. */
class SearchIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).module(new MessagingModule()).build();

  /** Conversations that a pass would index. ?1 organisation, ?2 until when quiet. */
  private static final String DUE =
      """
      select 1
      from conversations c, lateral (
        select coalesce(max(e.upto_change), 0) as indexed from search_entries e
        where e.conversation_id = c.id) e
      where c.org_id = ? and c.change_seq > e.indexed
        and (c.updated_at <= ? or c.change_seq - e.indexed >= 100)""";

  private Talk talk;
  private TestOrg org;
  private Caller contact;
  private Caller agent;

  @BeforeEach
  void anOrganisation() {
    talk = new Talk(campfire.bus());
    org = campfire.org();
    contact = org.contact();
    agent = org.agent();
  }

  private ConversationId says(String content) {
    ConversationId id = talk.open(contact).id();
    talk.say(contact, id, content);
    return id;
  }

  private List<ConversationId> find(Caller caller, String q) {
    return page(caller, q, null, 200).items().stream().map(Conversation::id).toList();
  }

  private ListConversations.Page page(Caller caller, String q, String before, int limit) {
    return await(
        campfire
            .bus()
            .request(
                Messaging.LIST,
                caller,
                new ListConversations(null, null, null, null, q, before, limit)));
  }

  /** A minute of quiet, and all that was said is in the index. */
  private void index() {
    campfire.clock().advance(Indexer.QUIET);
    index(org.id(), campfire.clock().instant().minus(Indexer.QUIET));
  }

  /** A node that is indexing at this moment shuts others out, so one pass may do nothing. */
  private static void index(OrgId org, Instant quietSince) {
    PgSearchStore store = new PgSearchStore(campfire.database());
    Awaitility.await()
        .until(
            () -> {
              ListCursor next = null;
              do {
                next = await(store.indexNext(org, next, quietSince));
              } while (next != null);
              return campfire.sql(DUE, org.value(), quietSince.atOffset(ZoneOffset.UTC)).isEmpty();
            });
  }

  private List<Map<String, Object>> entries(ConversationId id) {
    return campfire.sql(
        "select after_change, upto_change from search_entries where conversation_id = ?"
            + " order by upto_change",
        id.value());
  }

  @Test
  void aMessageIsFoundAsSoonAsItIsAcknowledged() {
    ConversationId id = says("The zeppelin has landed");

    assertThat(find(agent, "zeppelin")).containsExactly(id);
    index();
    assertThat(entries(id)).hasSize(1);
    talk.say(contact, id, "and so has the airship");

    assertThat(find(agent, "airship")).containsExactly(id);
    assertThat(find(agent, "zeppelin")).containsExactly(id);
    assertThat(find(agent, "zeppelin airship")).isEmpty();
  }

  @Test
  void anyPartOfAnyWordOfAnyScriptIsFoundInAnyCase() {
    ConversationId straße = says("Die Straße ist GESPERRT");
    ConversationId greek = says("Ο δρόμος ΤΟΥ ΟΔΟΣ");
    ConversationId russian = says("Заказ не пришёл");
    ConversationId chinese = says("我要退款");
    ConversationId emoji = says("thanks 👩‍👩‍👧 a lot");

    for (boolean isIndexed : new boolean[] {false, true}) {
      if (isIndexed) {
        index();
      }
      assertThat(find(agent, "STRASSE")).containsExactly(straße);
      assertThat(find(agent, "ße ist ges")).containsExactly(straße);
      assertThat(find(agent, "οδος")).containsExactly(greek);
      assertThat(find(agent, "ΔΡΌΜΟΣ")).containsExactly(greek);
      assertThat(find(agent, "ЗАКАЗ НЕ")).containsExactly(russian);
      assertThat(find(agent, "退款")).containsExactly(chinese);
      assertThat(find(agent, "退")).containsExactly(chinese);
      assertThat(find(agent, "👧")).containsExactly(emoji);
      assertThat(find(agent, "退 款")).isEmpty();
    }
  }

  @Test
  void whatWasEditedOrDeletedIsFoundByWhatItSaysNow() {
    ConversationId id = talk.open(contact).id();
    Message edited = talk.say(contact, id, "my password is swordfish");
    Message deleted = talk.say(contact, id, "and my pin is 4711");
    index();

    talk.edit(contact, edited, "never mind");
    talk.delete(contact, deleted);

    for (boolean isIndexed : new boolean[] {false, true}) {
      if (isIndexed) {
        index();
      }
      assertThat(find(agent, "swordfish")).isEmpty();
      assertThat(find(agent, "4711")).isEmpty();
      assertThat(find(agent, "never mind")).containsExactly(id);
    }
    Integer[] gone = Grams.wanted("SWORDFISH");
    assertThat(
            campfire.sql(
                "select 1 from search_entries where conversation_id = ? and grams @> ?",
                id.value(),
                gone))
        .as("its old words are in the index no more")
        .isEmpty();
  }

  @Test
  void theSubjectIsFoundAsItIs() {
    ConversationId id = says("Hello");
    index();

    talk.update(
        agent, new UpdateConversation(id, null, null, null, null, null, "Missing umbrella"));

    assertThat(find(contact, "UMBRELLA")).containsExactly(id);
    index();
    assertThat(find(agent, "umbrella")).containsExactly(id);
  }

  @Test
  void agentsFindAContactByNameAndAddressAsTheyAreNow() {
    OpenConversation named =
        new OpenConversation(
            null, null, null, null, new ContactDetails(null, "Grace Hopper", "g@navy.test"));
    ConversationId id = talk.open(contact, named).id();
    index();

    assertThat(find(agent, "hopper")).containsExactly(id);
    assertThat(find(agent, "@NAVY")).containsExactly(id);
    assertThat(find(contact, "hopper")).as("a contact does not see it").isEmpty();
    campfire.sql("update contacts set name = 'Admiral' where id = ?", contact.id().value());

    assertThat(find(agent, "hopper")).isEmpty();
    assertThat(find(agent, "admiral")).containsExactly(id);
  }

  @Test
  void nobodyFindsWhatTheyMayNotSee() {
    ConversationId id = says("a well kept secret");
    index();

    assertThat(find(campfire.org().agent(), "secret")).isEmpty();
    assertThat(find(org.contact(), "secret")).isEmpty();
    assertThat(find(contact, "secret")).containsExactly(id);
  }

  @Test
  void otherConditionsHoldToo() {
    ConversationId resolved = says("same words");
    ConversationId open = says("same words");
    talk.update(
        agent,
        new UpdateConversation(
            resolved, ConversationStatus.RESOLVED, null, null, List.of("vip"), null, null));
    ListConversations request =
        new ListConversations(ConversationStatus.RESOLVED, null, "vip", null, "same", null, null);

    for (boolean isIndexed : new boolean[] {false, true}) {
      if (isIndexed) {
        index();
      }
      assertThat(find(agent, "same")).containsExactlyInAnyOrder(resolved, open);
      assertThat(await(campfire.bus().request(Messaging.LIST, agent, request)).items())
          .extracting(Conversation::id)
          .containsExactly(resolved);
    }
  }

  @Test
  void pagesGoThroughAllThatIsFoundWhetherCommonOrRare() {
    campfire.sql(
        "insert into contacts (org_id, id) values (?, ?)", org.id().value(), contact.id().value());
    campfire.sql(
        "with c as (insert into conversations (org_id, id, number, contact_id, channel, last_seq,"
            + " change_seq, last_preview, last_sent_at, last_sender_kind, opened_at, updated_at)"
            + " select ?, gen_random_uuid(), n, ?, 'web', 1, 2, '', now(), 'contact',"
            + " now(), now() - n * interval '1 minute' from generate_series(1, 450) n returning *)"
            + " insert into messages (org_id, conversation_id, seq, change_seq, id,"
            + " client_message_id, sender_id, sender_kind, content, sent_digest, sent_at)"
            + " select org_id, id, 1, 2, gen_random_uuid(), gen_random_uuid(), contact_id,"
            + " 'contact', 'usual words' || case when number % 150 = 0 then ' and quixotic ones'"
            + " else '' end, '', now() from c",
        org.id().value(), contact.id().value());

    for (boolean isIndexed : new boolean[] {false, true}) {
      if (isIndexed) {
        index();
      }
      assertThat(all("usual", 40)).hasSize(450).isSorted().doesNotHaveDuplicates();
      assertThat(all("quixotic", 2)).containsExactly(150L, 300L, 450L);
      assertThat(all("absent", 40)).isEmpty();
    }
    assertThat(campfire.sql("select 1 from search_entries where org_id = ?", org.id().value()))
        .hasSize(450);
  }

  private List<Long> all(String q, int limit) {
    List<Long> numbers = new ArrayList<>();
    String next = null;
    do {
      ListConversations.Page page = page(agent, q, next, limit);
      page.items().forEach(item -> numbers.add(item.number()));
      next = page.next();
    } while (next != null);
    return numbers;
  }

  /** Against a scan, for texts in which runs of characters often recur. */
  @RepeatedTest(5)
  void whateverIsAskedWhatAScanFindsIsFound(RepetitionInfo repetition) {
    long seed = System.nanoTime() + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<ConversationId> ids =
        IntStream.range(0, 12).mapToObj(i -> talk.open(contact).id()).toList();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 15; i++) {
        ConversationId id = ids.get(random.nextInt(ids.size()));
        Message said = talk.say(contact, id, text(random, 1 + random.nextInt(12)));
        if (random.nextInt(4) == 0) {
          talk.edit(contact, said, text(random, 1 + random.nextInt(12)));
        } else if (random.nextInt(6) == 0) {
          talk.delete(contact, said);
        }
      }
      if (random.nextBoolean()) {
        index();
      }
      for (int i = 0; i < 15; i++) {
        String q = text(random, 1 + random.nextInt(4));
        assertThat(find(agent, q))
            .as("%s, seed %d", q, seed)
            .containsExactlyInAnyOrderElementsOf(scan(q));
      }
    }
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.toString().isBlank() || text.codePointCount(0, text.length()) < length) {
      text.append(
          List.of("a", "B", "ß", "Σ", "ς", "款", "👧", " ", "%", "_", "\\").get(random.nextInt(11)));
    }
    return text.toString();
  }

  private List<ConversationId> scan(String q) {
    return campfire
        .sql(
            "select distinct conversation_id from messages where org_id = ?"
                + " and strpos(search_fold(content), search_fold(?)) > 0",
            org.id().value(),
            q)
        .stream()
        .map(row -> new ConversationId((UUID) row.get("conversation_id")))
        .toList();
  }

  @Test
  void aLongConversationIsIndexedInStretches() {
    ConversationId id = talk.open(contact).id();
    for (int i = 1; i <= 230; i++) {
      talk.say(agent, id, "line " + i + (i == 180 ? " needle" : ""));
    }
    index();

    assertThat(entries(id))
        .containsExactly(
            Map.of("after_change", 0L, "upto_change", 101L),
            Map.of("after_change", 101L, "upto_change", 201L),
            Map.of("after_change", 201L, "upto_change", 231L));
    assertThat(find(agent, "needle")).containsExactly(id);
  }

  @Test
  void whatIsBusyIsLeftAloneUntilMuchIsMissing() {
    ConversationId quiet = says("hello");
    campfire.clock().advance(Duration.ofSeconds(30));
    ConversationId busy = says("hello");
    index(org.id(), campfire.clock().instant().minusSeconds(20));
    assertThat(entries(quiet)).hasSize(1);
    assertThat(entries(busy)).isEmpty();

    for (int i = 0; i < 100; i++) {
      talk.say(agent, busy, "more");
    }
    index(org.id(), campfire.clock().instant().minusSeconds(20));

    assertThat(entries(busy)).hasSize(1);
  }

  @Test
  void theNodesIndexByThemselvesAndEachStretchOnce() {
    List<ConversationId> ids = IntStream.range(0, 60).mapToObj(i -> says("hello " + i)).toList();
    campfire.clock().advance(Indexer.QUIET.plusSeconds(1));

    Awaitility.await().until(() -> ids.stream().allMatch(id -> entries(id).size() == 1));

    assertThat(find(agent, "hello 59")).containsExactly(ids.get(59));
  }

  @Test
  void theDatabaseAndTheNodeReckonTheSameGrams() {
    Random random = new Random(4711);
    for (int i = 0; i < 200; i++) {
      int[] points = random.ints(1 + random.nextInt(20), 1, 0x110000).toArray();
      StringBuilder any = new StringBuilder();
      for (int point : points) {
        any.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
      }
      assertThat(
              campfire.sql(
                  "select search_grams(?) = ? as same",
                  any.toString(),
                  Grams.of(List.of(any.toString()))))
          .containsExactly(Map.of("same", true));
    }
  }
}
