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

  Map<String, Long> uses() {
    return byKey(
        """
        select case kind when 'assignee' then 'assignment' when 'status' then after #>> '{}'
          else kind end as key, count(*) as n
        from conversation_changes
        where org_id = ? and at >= ? and at < ?
          and (kind in ('assignee', 'tags', 'priority', 'subject')
            or kind = 'status' and after in ('"snoozed"', '"pending"'))
        group by 1""");
  }

  long contacts() {
    return different(
        """
        coalesce((
          select h.before #>> '{}' from conversation_changes h
          where h.conversation_id = messages.conversation_id and h.kind = 'contact'
            and h.change_seq > coalesce(sent_change_seq, messages.change_seq)
          order by h.change_seq limit 1), sender_id::text)""");
  }

  long conversations() {
    return different("conversation_id");
  }

  private long different(String column) {
    return (long)
        campfire
            .sql(
                "select count(distinct "
                    + column
                    + ") as n from messages where org_id = ?"
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
