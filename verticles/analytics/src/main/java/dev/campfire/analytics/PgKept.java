package dev.campfire.analytics;

import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what is kept, within one transaction. */
final class PgKept {
  private final Database.Transaction tx;

  PgKept(Database.Transaction tx) {
    this.tx = tx;
  }

  /**
   * Added up.
   *
   * @param by each key of this kind by itself
   */
  Future<List<Kept.OfKey>> sums(Cover cover, Set<Counted> counted, KeyKind by) {
    return tx.query(ReportSql.SUMS, stretches(cover, counted, by), row -> ofKey(row, null));
  }

  Future<List<Kept.OfKey>> eachSum(Cover cover, Set<Counted> counted, KeyKind by) {
    return tx.query(
        ReportSql.EACH_SUM,
        stretches(cover, counted, by),
        row -> ofKey(row, PgRows.instant(row, "at")));
  }

  Future<List<Kept.Sketch>> sketches(Cover cover, Set<Counted> counted, KeyKind by) {
    return tx.query(ReportSql.EACH_SKETCH, stretches(cover, counted, by), PgKept::sketch);
  }

  Future<List<Kept.CutFact>> cutFacts(Cover cover, Set<Counted> kinds) {
    Short[] numbers =
        kinds.stream().filter(Counted::isFact).map(Counted::number).toArray(Short[]::new);
    if (cover.cuts().isEmpty() || numbers.length == 0) {
      return Future.succeededFuture(List.of());
    }
    return tx.query(
        ReportSql.CUT_FACTS,
        Tuple.tuple()
            .addArrayOfOffsetDateTime(PgRows.times(cover.cuts(), Cover.Cut::from))
            .addArrayOfOffsetDateTime(PgRows.times(cover.cuts(), Cover.Cut::to))
            .addArrayOfShort(numbers),
        PgKept::cutFact);
  }

  Future<List<Kept.CutMessage>> cutMessages(Cover cover) {
    if (cover.cuts().isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return tx.query(
        ReportSql.CUT_MESSAGES,
        Tuple.tuple()
            .addArrayOfOffsetDateTime(PgRows.times(cover.cuts(), Cover.Cut::from))
            .addArrayOfOffsetDateTime(PgRows.times(cover.cuts(), Cover.Cut::to))
            .addArrayOfOffsetDateTime(
                PgRows.times(cover.cuts(), cut -> Level.QUARTER.floor(cut.from()))),
        row ->
            new Kept.CutMessage(
                SenderKind.valueOf(row.getString("sender_kind").toUpperCase(Locale.ROOT)),
                PgRows.instant(row, "sent_at"),
                row.getInteger("number"),
                row.getLong("conversation").intValue()));
  }

  Future<List<Kept.Percentiles>> percentiles(Counted kind, Stretch stretch) {
    return tx.query(
        ReportSql.PERCENTILES,
        ofKind(kind, stretch),
        row -> new Kept.Percentiles(Tally.ALL, row.getLong("p50"), row.getLong("p90")));
  }

  Future<List<Kept.Percentiles>> percentiles(Counted kind, Stretch stretch, KeyKind by) {
    return tx.query(
        ReportSql.PERCENTILES_BY_KEY,
        ofKind(kind, stretch).addString(by.prefix()),
        row -> new Kept.Percentiles(row.getString("key"), row.getLong("p50"), row.getLong("p90")));
  }

  Future<List<Kept.Time>> eachTime(Counted kind, Stretch stretch) {
    return tx.query(
        ReportSql.EACH_TIME,
        ofKind(kind, stretch),
        row -> new Kept.Time(PgRows.instant(row, "at"), row.getLong("ms")));
  }

  Future<Kept.Now> now() {
    return tx.query(
            ReportSql.NOW,
            Tuple.tuple(),
            row ->
                new Kept.Now(
                    row.getLong("open_now"),
                    row.getLong("waiting_now"),
                    row.getBoolean("complete")))
        .map(rows -> rows.isEmpty() ? Kept.Now.NOTHING : rows.get(0));
  }

  Future<Kept.Ratings> csat(Stretch stretch) {
    return tx.query(
            ReportSql.CSAT,
            of(stretch),
            row -> new Kept.Ratings(null, null, row.getLong("count"), row.getLong("total")))
        .map(rows -> rows.get(0));
  }

  Future<List<Kept.Ratings>> agentCsat(Stretch stretch) {
    return tx.query(
        ReportSql.AGENT_CSAT,
        of(stretch),
        row ->
            new Kept.Ratings(
                row.getUUID("agent_id"), null, row.getLong("count"), row.getLong("total")));
  }

  Future<List<Kept.Ratings>> csatOfQuarters(Stretch stretch) {
    return tx.query(
        ReportSql.CSAT_OF_QUARTERS,
        of(stretch),
        row ->
            new Kept.Ratings(
                null, PgRows.instant(row, "at"), row.getLong("count"), row.getLong("total")));
  }

  Future<Map<UUID, String>> names(Set<UUID> agents) {
    Map<UUID, String> names = new HashMap<>();
    if (agents.isEmpty()) {
      return Future.succeededFuture(names);
    }
    return tx.query(
            ReportSql.AGENT_NAMES,
            Tuple.tuple().addArrayOfUUID(agents.toArray(UUID[]::new)),
            row -> names.put(row.getUUID("user_id"), row.getString("full_name")))
        .map(rows -> names);
  }

  /** How far a replica is behind, in milliseconds; null on the database that is written to. */
  Future<Long> lag() {
    return tx.query(
            ReportSql.LAG,
            Tuple.tuple(),
            row -> java.util.Optional.ofNullable(row.getLong("lag_ms")))
        .map(rows -> rows.get(0).orElse(null));
  }

  static Tuple of(Stretch stretch) {
    return Tuple.of(PgRows.column(stretch.from()), PgRows.column(stretch.to()));
  }

  static Tuple ofKind(Counted kind, Stretch stretch) {
    return Tuple.of(kind.number(), PgRows.column(stretch.from()), PgRows.column(stretch.to()));
  }

  private static Tuple stretches(Cover cover, Set<Counted> counted, KeyKind by) {
    return Tuple.tuple()
        .addArrayOfShort(PgRows.array(cover.sums(), each -> each.level().number(), Short[]::new))
        .addArrayOfOffsetDateTime(
            PgRows.array(cover.sums(), each -> PgRows.column(each.from()), OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(
            PgRows.array(cover.sums(), each -> PgRows.column(each.to()), OffsetDateTime[]::new))
        .addArrayOfShort(counted.stream().map(Counted::number).toArray(Short[]::new))
        .addString(by.prefix());
  }

  private static Kept.OfKey ofKey(Row row, Instant at) {
    return new Kept.OfKey(
        Counted.of(row.getShort("metric")),
        row.getString("key"),
        at,
        new Sum(row.getLong("count"), row.getLong("total"), row.getLong("longest")));
  }

  private static Kept.Sketch sketch(Row row) {
    return new Kept.Sketch(
        Counted.of(row.getShort("metric")),
        row.getString("key"),
        PgRows.instant(row, "at"),
        PgRows.bytes(row, "sketch"));
  }

  private static Kept.CutFact cutFact(Row row) {
    String channel = row.getString("channel");
    return new Kept.CutFact(
        Counted.of(row.getShort("kind")),
        PgRows.instant(row, "at"),
        row.getLong("ms"),
        row.getUUID("agent_id"),
        channel == null ? null : Channel.valueOf(channel.toUpperCase(Locale.ROOT)),
        PgRows.texts(row, "tags"),
        row.getString("feature"));
  }
}
