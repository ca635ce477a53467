package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.spi.Database;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL goes about the statements, as the roles of the running system and under row-level
 * security, in a database of many short conversations and one of 100,000 messages: the case in
 * which a plan that is right on average is wrong.
 */
class PlansIT {
  private static final Logger LOGGER = LoggerFactory.getLogger(PlansIT.class);
  private static final Pattern MILLISECONDS = Pattern.compile("Execution Time: ([0-9.]+) ms");

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private static final UUID LONG = UUID.randomUUID();
  private static final UUID CONTACT = UUID.randomUUID();
  private static TestOrg org;
  private static Caller agent;

  @BeforeAll
  static void manyShortConversationsAndALongOne() {
    org = campfire.org();
    agent = org.agent();
    List<TestOrg> others = List.of(campfire.org(), campfire.org(), campfire.org());
    others.forEach(other -> conversations(other.id(), UUID.randomUUID(), 5_000, 2));
    conversations(org.id(), CONTACT, 5_000, 2);
    campfire.sql(
        "insert into conversations (org_id, id, number, contact_id, channel, last_seq, change_seq,"
            + " opened_at, updated_at) values (?, ?, 999999, ?, 'web', 100000, 100001, now(),"
            + " now())",
        org.id().value(),
        LONG,
        CONTACT);
    messages("c.id = '" + LONG + "'", 100_000);
    campfire.sql(
        "update conversations set assignee_id = ?, tags = array['vip'], channel = 'email'"
            + " where org_id = ? and number % 100 = 0",
        agent.id().value(), org.id().value());
    campfire.sql(
        "update conversations set tags = array['usual'] where org_id = ? and number % 100 <> 0",
        org.id().value());
    campfire.sql("analyze");
  }

  private static void conversations(OrgId id, UUID contact, int count, int messages) {
    campfire.sql("insert into contacts (org_id, id) values (?, ?)", id.value(), contact);
    campfire.sql(
        "insert into conversations (org_id, id, number, contact_id, channel, status, last_seq,"
            + " change_seq, opened_at, updated_at) select ?, gen_random_uuid(), n, ?, 'web',"
            + " case when n % 20 = 0 then 'open' else 'resolved' end, ?, ?,"
            + " now() - interval '1 day', now() - n * interval '1 minute'"
            + " from generate_series(1, ?) n",
        id.value(), contact, messages, messages + 1, count);
    messages("c.org_id = '" + id + "'", messages);
  }

  private static void messages(String of, int count) {
    campfire.sql(
        "insert into messages (org_id, conversation_id, seq, change_seq, id, client_message_id,"
            + " sender_id, sender_kind, content, sent_digest, sent_at)"
            + " select c.org_id, c.id, n, n + 1, gen_random_uuid(), gen_random_uuid(),"
            + " c.contact_id, 'contact', 'message ' || n, '', now()"
            + " from conversations c, generate_series(1, ?) n where "
            + of,
        count);
  }

  /** The plan of a statement with its times, run once before so that its pages are in memory. */
  private static String plan(
      BiFunction<OrgId, Function<Database.Transaction, Future<String>>, Future<String>> door,
      String sql,
      Tuple parameters) {
    return await(
        door.apply(
            org.id(),
            tx -> explain(tx, sql, parameters).compose(warm -> explain(tx, sql, parameters))));
  }

  private static Future<String> explain(Database.Transaction tx, String sql, Tuple parameters) {
    return tx.query("explain (analyze, costs off) " + sql, parameters, row -> row.getString(0))
        .map(lines -> String.join("\n", lines));
  }

  private static String asApp(String sql, Tuple parameters) {
    return plan((id, work) -> campfire.database().inOrg(id, work), sql, parameters);
  }

  private static String asWriter(String sql, Tuple parameters) {
    return plan((id, work) -> campfire.database().inOrgs(Set.of(id), work), sql, parameters);
  }

  private static double milliseconds(String plan) {
    Matcher time = MILLISECONDS.matcher(plan);
    assertThat(time.find()).isTrue();
    return Double.parseDouble(time.group(1));
  }

  @Test
  void aPageOfALongHistoryIsAnIndexScanWithoutSort() {
    Tuple parameters = Tuple.tuple().addUUID(LONG).addUUID(null).addLong(60_000L).addInteger(50);

    String before = asApp(MessagingSql.HISTORY_BEFORE, parameters);
    String after = asApp(MessagingSql.HISTORY_AFTER, parameters);

    LOGGER
        .atInfo()
        .addKeyValue("beforeMs", milliseconds(before))
        .addKeyValue("afterMs", milliseconds(after))
        .log("A page of 50 out of 100,000 messages, in the database");
    assertThat(before)
        .contains("Index Scan Backward using messages_pkey on messages")
        .contains("(seq < ")
        .doesNotContain("Sort")
        .doesNotContain("Seq Scan");
    assertThat(after)
        .contains("Index Scan using messages_pkey on messages")
        .contains("(seq > ")
        .doesNotContain("Sort")
        .doesNotContain("Seq Scan");
    assertThat(milliseconds(before)).isLessThan(20);
  }

  @Test
  void catchingUpIsAnIndexScanWithoutSort() {
    Tuple parameters = Tuple.tuple().addUUID(LONG).addUUID(null).addLong(60_000L).addInteger(51);

    assertThat(asApp(MessagingSql.CHANGES, parameters))
        .contains("Index Scan using messages_org_id_conversation_id_change_seq_key on messages")
        .doesNotContain("Sort Key");
  }

  @Test
  void aSendLooksUpEachRowByIndexHoweverLongTheConversation() {
    UUID[] orgs = {org.id().value()};
    UUID[] ids = {UUID.randomUUID()};
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfUUID(orgs)
            .addArrayOfUUID(new UUID[] {LONG})
            .addArrayOfUUID(ids)
            .addArrayOfUUID(ids)
            .addArrayOfUUID(new UUID[] {CONTACT})
            .addArrayOfString(new String[] {"contact"})
            .addArrayOfString(new String[] {null})
            .addArrayOfString(new String[] {"Hello"})
            .addArrayOfString(new String[] {"Hello"})
            .addOffsetDateTime(OffsetDateTime.now());

    // Once only: the second run of an explained send would be a repeat.
    String plan =
        await(
            campfire
                .database()
                .inOrgs(Set.of(org.id()), tx -> explain(tx, AppendSql.APPEND, parameters)));

    assertThat(plan)
        .contains("Index Scan using messages_org_id_send_key_key on messages")
        .contains("(send_key >= ")
        .contains("Index Scan using conversations_pkey on conversations")
        .contains("Tid Scan on conversations")
        .doesNotContain("Seq Scan");
  }

  @Test
  void lockingABatchLooksUpEachRowByIndex() {
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfUUID(new UUID[] {org.id().value()})
            .addArrayOfUUID(new UUID[] {LONG});

    assertThat(asWriter(AppendSql.LOCK_CONVERSATIONS, parameters))
        .contains("Index Scan using conversations_pkey on conversations")
        .doesNotContain("Seq Scan");
  }

  @Test
  void whatASenderHasJustSaidIsReadFromTheEndOfTheConversation() {
    Tuple parameters =
        Tuple.tuple()
            .addUUID(org.id().value())
            .addUUID(LONG)
            .addUUID(CONTACT)
            .addString("Hello")
            .addOffsetDateTime(OffsetDateTime.now());

    String plan = asWriter(AppendSql.FIND_RECENT, parameters);

    assertThat(plan)
        .contains("Index Scan Backward using messages_pkey on messages")
        .doesNotContain("Seq Scan");
    assertThat(milliseconds(plan)).isLessThan(20);
  }

  @Test
  void headsAreReadByTheirTime() {
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfUUID(new UUID[] {org.id().value()})
            .addOffsetDateTime(OffsetDateTime.now().minusMinutes(5));

    // The plan that is kept does not know how lately "lately" is.
    for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
      String plan =
          plan(
              (id, work) ->
                  campfire
                      .database()
                      .inOrgs(
                          Set.of(id),
                          tx ->
                              tx.query(
                                      "select set_config('plan_cache_mode', $1, true)",
                                      Tuple.of(mode),
                                      row -> row)
                                  .compose(set -> work.apply(tx))),
              MessagingSql.HEADS,
              parameters);
      assertThat(plan)
          .as(mode)
          .contains("using conversations_newest")
          .contains("(active_slot >= ")
          .doesNotContain("Seq Scan on conversations")
          .doesNotContain("Sort Key");
    }
  }

  @Test
  void aPageOfTheListIsReadInItsOrder() {
    ListCursor end = new ListCursor(Instant.now(), new ConversationId(LONG));
    PgListStatement newest =
        PgListStatement.of(
            new Reader(org.id(), null),
            new ConversationFilter(null, null, false, null, null, null, end, 51));
    PgListStatement open =
        PgListStatement.of(
            new Reader(org.id(), null),
            new ConversationFilter(
                ConversationStatus.OPEN, null, false, null, null, null, end, 51));

    assertOrdered("conversations_of_assignee", filter(null, agent.id(), false, null, end));
    assertOrdered("conversations_of_nobody", filter(null, null, true, null, end));
    assertOrdered("conversations_of_channel", filter(Channel.EMAIL, null, false, null, end));
    assertOrdered("conversations_newest", newest);
    assertOrdered("conversations_of_status", open);
  }

  /** Its conversation moves to the top of the lists in steps of time, and within one nowhere. */
  @Test
  void amongMessagesOfFiveMinutesHardlyOneWritesAnIndexOfTheConversation() {
    Talk talk = new Talk(campfire.bus());
    TestOrg small = campfire.org();
    Caller contact = small.contact();
    ConversationId conversation = talk.open(contact).id();
    long updated = updates("n_tup_upd");
    long inPlace = updates("n_tup_hot_upd");

    for (int i = 0; i < 60; i++) {
      talk.say(contact, conversation, "Hello " + i);
    }

    Awaitility.await().until(() -> updates("n_tup_upd") >= updated + 60);
    assertThat(updates("n_tup_hot_upd") - inPlace).isGreaterThan(50);
  }

  private static long updates(String counter) {
    return ((Number)
            campfire
                .sql(
                    "select "
                        + counter
                        + " from pg_stat_user_tables where relname = 'conversations'")
                .get(0)
                .get(counter))
        .longValue();
  }

  private static PgListStatement filter(
      Channel channel, PersonId assignee, boolean unassigned, String tag, ListCursor before) {
    return PgListStatement.of(
        new Reader(org.id(), null),
        new ConversationFilter(null, assignee, unassigned, tag, channel, null, before, 51));
  }

  private static void assertOrdered(String index, PgListStatement list) {
    assertThat(asApp(list.sql(), list.parameters()))
        .contains("using " + index)
        .contains("(active_slot <= ")
        // Step by step, and no further than the page.
        .contains("Presorted Key: c.active_slot")
        .doesNotContain("->  Sort")
        .doesNotContain("Seq Scan on conversations");
  }

  @Test
  void aRareTagIsReadByItsNameAndNotByGoingThroughTheList() {
    ListCursor end = new ListCursor(Instant.now(), new ConversationId(LONG));
    PgListStatement rare = filter(null, null, false, "nobody has this", end);

    String plan = asApp(rare.sql(), rare.parameters());

    assertThat(plan).contains("using conversation_tags_pkey").doesNotContain("Seq Scan on conv");
    assertThat(milliseconds(plan)).isLessThan(20);
  }
}
