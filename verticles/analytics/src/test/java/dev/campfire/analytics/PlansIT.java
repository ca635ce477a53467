package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How PostgreSQL goes about the statements that read the chat's own rows, as the roles of the
 * running system and under row-level security, which lets only plain columns into the conditions of
 * an index.
 */
class PlansIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1)
          .module(new AnalyticsModule())
          .configure("analytics.interval", "1m")
          .build();

  private static final int EVENTS = 20_000;

  private static TestOrg org;

  @BeforeAll
  static void aHistory() {
    org = campfire.org();
    new RandomHistory(campfire, org, 1, EVENTS).happen(EVENTS);
    new Looks(campfire, org).reckonAll(new EpisodeRules(), 200);
    campfire.sql(
        "insert into analytics_contacts (org_id, contact_id, number)"
            + " select ?, gen_random_uuid(), 1000 + n from generate_series(1, 5000) n",
        org.id().value());
    campfire.sql("analyze");
  }

  private static String plan(String sql, Tuple parameters) {
    return await(
        campfire
            .database()
            .inOrg(
                org.id(),
                tx ->
                    tx.query("explain (costs off) " + sql, parameters, row -> row.getString(0))
                        .map(lines -> String.join("\n", lines))));
  }

  /** The conditions by which an index of a table is read. */
  private static String conditions(String plan, String table) {
    return plan.lines()
        .dropWhile(line -> !line.contains(" on " + table + " "))
        .skip(1)
        .findFirst()
        .filter(line -> line.contains("Index Cond"))
        .orElse("none in\n" + plan);
  }

  @Test
  void whoSentMessagesInACutIsFoundByKey() {
    OffsetDateTime[] cut = {OffsetDateTime.parse("2026-03-30T12:00:00Z")};
    OffsetDateTime[] until = {cut[0].plusMinutes(10)};

    String plan =
        plan(
            ReportSql.CUT_MESSAGES,
            Tuple.tuple()
                .addArrayOfOffsetDateTime(cut)
                .addArrayOfOffsetDateTime(until)
                .addArrayOfOffsetDateTime(cut));

    assertThat(conditions(plan, "analytics_contacts")).contains("contact_id >= ");
    assertThat(conditions(plan, "conversation_changes")).contains("change_seq > ");
  }

  @Test
  void whoSentANewMessageIsFoundInTheChangesAfterIt() {
    UUID[] conversation = {UUID.randomUUID()};

    String plan =
        plan(
            ReckoningSql.MESSAGES,
            Tuple.tuple()
                .addArrayOfUUID(conversation)
                .addArrayOfLong(new Long[] {0L})
                .addArrayOfLong(new Long[] {100L})
                .addInteger(5_000));

    assertThat(conditions(plan, "conversation_changes")).contains("change_seq > ");
    assertThat(conditions(plan, "messages")).contains("seq > ").contains("seq <= ");
  }
}
