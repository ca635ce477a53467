package dev.campfire.analytics;

import dev.campfire.contract.analytics.TimeFigure;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** Figures of a stretch by plain SQL over rows, without sums, sketches and covers. */
record Plain(CampfireExtension campfire, TestOrg org, Instant from, Instant to) {

  long count(int kind) {
    return (long)
        campfire
            .sql(
                "select count(*) as n from analytics_facts"
                    + " where org_id = ? and kind = ? and at >= ? and at < ?",
                org.id().value(),
                kind,
                column(from),
                column(to))
            .get(0)
            .get("n");
  }

  TimeFigure time(int kind) {
    Map<String, Object> row =
        campfire
            .sql(
                """
                select count(*) as count, max(ms) as max, sum(ms)::bigint as total,
                  percentile_disc(0.5) within group (order by ms) as p50,
                  percentile_disc(0.9) within group (order by ms) as p90
                from analytics_facts where org_id = ? and kind = ? and at >= ? and at < ?""",
                org.id().value(),
                kind,
                column(from),
                column(to))
            .get(0);
    long count = (long) row.get("count");
    return count == 0
        ? null
        : new TimeFigure(
            count,
            (long) row.get("p50"),
            (long) row.get("p90"),
            (double) (long) row.get("total") / count,
            (long) row.get("max"));
  }

  Map<String, Long> messages(String by) {
    return byKey(
        "select "
            + by
            + " as key, count(*) as n from messages"
            + " where org_id = ? and sent_at >= ? and sent_at < ? group by 1");
  }

  Map<String, Long> facts(int kind, String by) {
    return byKey(
        "select "
            + by
            + " as key, count(*) as n from analytics_facts"
            + " where org_id = ? and at >= ? and at < ? and kind = "
            + kind
            + " group by 1");
  }

  private Map<String, Long> byKey(String sql) {
    Map<String, Long> counts = new TreeMap<>();
    campfire
        .sql(sql, org.id().value(), column(from), column(to))
        .forEach(row -> counts.put((String) row.get("key"), (Long) row.get("n")));
    return counts;
  }

  long contacts() {
    return (long)
        campfire
            .sql(
                "select count(distinct sender_id) as n from messages where org_id = ?"
                    + " and sender_kind = 'contact' and sent_at >= ? and sent_at < ?",
                org.id().value(),
                column(from),
                column(to))
            .get(0)
            .get("n");
  }

  long open(String condition) {
    return (long)
        campfire
            .sql(
                "select count(*) as n from conversations where org_id = ? and status <> 'resolved' "
                    + condition,
                org.id().value())
            .get(0)
            .get("n");
  }

  private static OffsetDateTime column(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
