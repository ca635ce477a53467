package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern STEP = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by [A-Za-z ]+: ([0-9.]+)");

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

  /**
   * However many rows there are, each goes through a number of steps that does not depend on it: a
   * statement that looked at every row for every other one would go through millions.
   */
  @Test
  void aRecountGoesThroughEachRowABoundedNumberOfTimes() throws SQLException {
    try (Connection connection = campfire.connect();
        Statement statement = connection.createStatement()) {
      PgRecount.begin(connection);
      PgRecount.enter(connection, org.id().toString());
      statement.execute(RecountSql.AS_RECKONED);
      for (String sql : RecountSql.RECOUNT) {
        if (sql.contains("select")) {
          assertThat(rows(statement, sql)).as(sql).isLessThan(25L * EVENTS);
        } else {
          statement.execute(sql);
        }
      }
      for (String sql : RecountSql.DIFFERENCES) {
        assertThat(rows(statement, sql)).as(sql).isLessThan(25L * EVENTS);
      }
      connection.rollback();
    }
  }

  /** Runs a statement, and says how many rows all its steps together read. */
  private static long rows(Statement statement, String sql) throws SQLException {
    double rows = 0;
    try (ResultSet lines =
        statement.executeQuery("explain (analyze, costs off, timing off, summary off) " + sql)) {
      double loops = 1;
      while (lines.next()) {
        Matcher step = STEP.matcher(lines.getString(1));
        Matcher removed = REMOVED.matcher(lines.getString(1));
        if (step.find()) {
          loops = Double.parseDouble(step.group(2));
          rows += Double.parseDouble(step.group(1)) * loops;
        } else if (removed.find()) {
          rows += Double.parseDouble(removed.group(1)) * loops;
        }
      }
    }
    return (long) rows;
  }
}
