package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long searches take as the role of the running system, under row-level security, among 100,000
 * messages of the organisation's and some of another's; and that they use the index.
 */
class SearchPlansIT {
  private static final Logger LOGGER = LoggerFactory.getLogger(SearchPlansIT.class);
  private static final int CONVERSATIONS = Integer.getInteger("search.conversations", 17_000);

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private static TestOrg org;

  @BeforeAll
  static void aLargeOrganisationBesideAnother() {
    org = campfire.org();
    fill(campfire.org().id(), CONVERSATIONS / 10);
    fill(org.id(), CONVERSATIONS);
    long startedAt = System.nanoTime();
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> entries(org.id()) == CONVERSATIONS);
    LOGGER
        .atInfo()
        .addKeyValue("messages", CONVERSATIONS * 6)
        .addKeyValue("seconds", (System.nanoTime() - startedAt) / 1_000_000_000)
        .log("Indexed");
    campfire.sql("vacuum analyze");
    LOGGER
        .atInfo()
        .addKeyValue("messagesMb", megabytes("messages"))
        .addKeyValue("entriesMb", megabytes("search_entries"))
        .log("Sizes, with their indexes");
  }

  private static long entries(OrgId id) {
    return (long)
        campfire
            .sql("select count(*) as n from search_entries where org_id = ?", id.value())
            .get(0)
            .get("n");
  }

  private static Object megabytes(String table) {
    return campfire
        .sql("select pg_total_relation_size('" + table + "') / 1000000 as mb")
        .get(0)
        .get("mb");
  }

  /** Six messages a conversation: usual words, words of their own, and of one a needle. */
  private static void fill(OrgId id, int conversations) {
    UUID contact = UUID.randomUUID();
    campfire.sql("insert into contacts (org_id, id) values (?, ?)", id.value(), contact);
    // At once, since the indexer may look between two transactions.
    campfire.sql(
        "with c as (insert into conversations (org_id, id, number, contact_id, channel, last_seq,"
            + " change_seq, last_preview, last_sent_at, last_sender_kind, opened_at, updated_at)"
            + " select ?, gen_random_uuid(), n, ?, 'web', 6, 7, '', now(), 'contact', now(),"
            + " now() - interval '1 hour' - n * interval '1 second' from generate_series(1, ?) n"
            + " returning org_id, id, number, contact_id)"
            + " insert into messages (org_id, conversation_id, seq, change_seq, id,"
            + " client_message_id, sender_id, sender_kind, content, sent_digest, sent_at)"
            + " select c.org_id, c.id, n, n + 1, gen_random_uuid(), gen_random_uuid(),"
            + " c.contact_id, 'contact', 'Hello, my order ' || md5(c.number || '/' || n)"
            + " || ' has not arrived' || case when c.number = ? - 5 and n = 3"
            + " then ' zeppelin 退款' else '' end, '', now()"
            + " from c, generate_series(1, 6) n",
        id.value(),
        contact,
        conversations,
        conversations);
  }

  private static int find(String q) {
    List<Long> micros = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < 15; i++) {
      long startedAt = System.nanoTime();
      found = list(q);
      micros.add((System.nanoTime() - startedAt) / 1_000);
    }
    micros.sort(null);
    LOGGER
        .atInfo()
        .addKeyValue("q", q)
        .addKeyValue("found", found)
        .addKeyValue("p50Micros", micros.get(7))
        .log("Search on the bus");
    return found;
  }

  private static int list(String q) {
    return await(
            campfire
                .bus()
                .request(
                    Messaging.LIST,
                    org.service(),
                    new ListConversations(null, null, null, null, q, null, null)))
        .items()
        .size();
  }

  private static long uses() {
    return ((Number)
            campfire
                .sql(
                    "select idx_scan from pg_stat_user_indexes"
                        + " where indexrelname = 'search_entries_grams'")
                .get(0)
                .get("idx_scan"))
        .longValue();
  }

  @Test
  void rareWordsAreFoundByTheIndexAndCommonOnesAmongTheNewest() {
    long usedBefore = uses();

    assertThat(find("ZEPPELIN")).isEqualTo(1);
    assertThat(find("退款")).isEqualTo(1);
    assertThat(find("款")).isEqualTo(1);
    assertThat(find("nowhere at all")).isZero();
    assertThat(find("order")).isEqualTo(50);

    // A session that rests tells its counts after ten seconds, one that commits after one.
    Awaitility.await()
        .untilAsserted(
            () -> {
              list(null);
              assertThat(uses()).isGreaterThan(usedBefore + 40);
            });
  }

  @Test
  void whatIsLookedAtIsReadByItsKeys() {
    ListCursor end = new ListCursor(Instant.now(), new ConversationId(UUID.randomUUID()));
    for (boolean byIndex : new boolean[] {false, true}) {
      PgListStatement look =
          PgListStatement.ofSearch(
              new Reader(org.id(), null),
              new ConversationFilter(null, null, false, null, null, "zeppelin", null, 51),
              "ZEPPELIN",
              byIndex,
              end,
              100);
      List<String> plan =
          await(
              campfire
                  .database()
                  .inOrg(
                      org.id(),
                      "explain " + look.sql(),
                      look.parameters(),
                      row -> row.getString(0)));

      assertThat(String.join("\n", plan))
          .contains("messages_org_id_conversation_id_change_seq_key")
          .contains("search_entries_pkey")
          .doesNotContain("Seq Scan on messages")
          .doesNotContain("Seq Scan on search_entries")
          .doesNotContain("Seq Scan on conversations");
    }
  }

  /** What a search was before there was an index, for the figures. */
  @Test
  void aScanTakesAsLongAsItTakes() {
    long startedAt = System.nanoTime();
    List<UUID> found =
        await(
            campfire
                .database()
                .inOrg(
                    org.id(),
                    "select c.id from conversations c where exists (select from messages m"
                        + " where m.org_id = c.org_id and m.conversation_id = c.id"
                        + " and m.content ilike $1) limit 51",
                    Tuple.of("%zeppelin%"),
                    row -> row.getUUID("id")));
    LOGGER
        .atInfo()
        .addKeyValue("ms", (System.nanoTime() - startedAt) / 1_000_000)
        .log("The same by a scan");
    assertThat(found).hasSize(1);
  }
}
