package dev.campfire.analytics;

import dev.campfire.contract.id.OrgId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows and parameters of analytics. */
final class PgRows {
  private PgRows() {}

  static Course course(Row row) {
    return new Course(
        row.getLong("change_seq"),
        row.getLong("seq"),
        instant(row, "episode_at"),
        instant(row, "first_contact_at"),
        row.getBoolean("is_answered"),
        instant(row, "turn_at"),
        row.getBoolean("contact_spoke_last"),
        row.getUUID("assignee_id"),
        texts(row, "tags"));
  }

  static OfficeHours officeHours(Row row) {
    String zone = row.getString("timezone");
    return new OfficeHours(
        instant(row, "since"),
        zone == null ? null : ZoneId.of(zone),
        row.getJsonArray("week").stream()
            .map(JsonObject.class::cast)
            .map(
                each ->
                    new OfficeHours.Opening(
                        each.getInteger("weekday"),
                        each.getInteger("fromMinute"),
                        each.getInteger("toMinute")))
            .toList(),
        Set.of(row.getArrayOfLocalDates("holidays")));
  }

  static Tuple courses(OrgId org, Map<UUID, Course> courses) {
    Collection<Course> values = courses.values();
    return Tuple.of(org.value())
        .addArrayOfUUID(courses.keySet().toArray(UUID[]::new))
        .addArrayOfLong(array(values, Course::changeSeq, Long[]::new))
        .addArrayOfLong(array(values, Course::seq, Long[]::new))
        .addArrayOfOffsetDateTime(times(values, Course::episodeAt))
        .addArrayOfOffsetDateTime(times(values, Course::firstContactAt))
        .addArrayOfBoolean(array(values, Course::isAnswered, Boolean[]::new))
        .addArrayOfOffsetDateTime(times(values, Course::turnAt))
        .addArrayOfBoolean(array(values, Course::contactSpokeLast, Boolean[]::new))
        .addArrayOfUUID(array(values, Course::assignee, UUID[]::new))
        .addArrayOfString(array(values, course -> json(course.tags()), String[]::new));
  }

  static Tuple facts(OrgId org, List<Reckoning.FactOf> facts) {
    return Tuple.of(org.value())
        .addArrayOfShort(array(facts, each -> each.fact().kind().number(), Short[]::new))
        .addArrayOfOffsetDateTime(times(facts, each -> each.fact().at()))
        .addArrayOfUUID(array(facts, Reckoning.FactOf::conversation, UUID[]::new))
        .addArrayOfLong(array(facts, each -> each.fact().changeSeq(), Long[]::new))
        .addArrayOfLong(array(facts, each -> each.fact().ms(), Long[]::new))
        .addArrayOfUUID(array(facts, each -> each.fact().agent(), UUID[]::new))
        .addArrayOfString(
            array(
                facts,
                each ->
                    each.fact().channel() == null
                        ? null
                        : each.fact().channel().name().toLowerCase(Locale.ROOT),
                String[]::new))
        .addArrayOfString(array(facts, each -> json(each.fact().tags()), String[]::new))
        .addArrayOfString(array(facts, each -> each.fact().feature(), String[]::new));
  }

  static Tuple activity(OrgId org, Map<Reckoning.Quarter, Reckoning.Seqs> activity) {
    List<Map.Entry<Reckoning.Quarter, Reckoning.Seqs>> rows = List.copyOf(activity.entrySet());
    return Tuple.of(org.value())
        .addArrayOfOffsetDateTime(times(rows, each -> each.getKey().at()))
        .addArrayOfUUID(array(rows, each -> each.getKey().conversation(), UUID[]::new))
        .addArrayOfLong(array(rows, each -> each.getValue().first(), Long[]::new))
        .addArrayOfLong(array(rows, each -> each.getValue().last(), Long[]::new));
  }

  static Tuple keys(List<Tally.Key> keys) {
    return Tuple.tuple()
        .addArrayOfShort(array(keys, each -> each.level().number(), Short[]::new))
        .addArrayOfShort(array(keys, each -> each.counted().number(), Short[]::new))
        .addArrayOfOffsetDateTime(times(keys, Tally.Key::at))
        .addArrayOfString(array(keys, Tally.Key::key, String[]::new));
  }

  /** The key of a row. */
  static Tally.Key key(Row row) {
    return new Tally.Key(
        Level.of(row.getShort("level")),
        Counted.of(row.getShort("metric")),
        instant(row, "at"),
        row.getString("key"));
  }

  /**
   * @param kept the sketches that are kept so far
   */
  static Tuple sums(OrgId org, Tally tally, Map<Tally.Key, byte[]> kept) {
    List<Map.Entry<Tally.Key, Sum>> rows = List.copyOf(tally.sums().entrySet());
    return Tuple.of(org.value())
        .addArrayOfShort(array(rows, each -> each.getKey().level().number(), Short[]::new))
        .addArrayOfShort(array(rows, each -> each.getKey().counted().number(), Short[]::new))
        .addArrayOfOffsetDateTime(times(rows, each -> each.getKey().at()))
        .addArrayOfString(array(rows, each -> each.getKey().key(), String[]::new))
        .addArrayOfLong(array(rows, each -> each.getValue().count(), Long[]::new))
        .addArrayOfLong(array(rows, each -> each.getValue().total(), Long[]::new))
        .addArrayOfLong(array(rows, each -> each.getValue().longest(), Long[]::new))
        .addArrayOfBuffer(
            array(
                rows,
                each -> buffer(tally.sketch(each.getKey(), kept.get(each.getKey()))),
                Buffer[]::new));
  }

  /** Lists of lists are no arrays in PostgreSQL; each is one text. */
  private static String json(List<String> tags) {
    return new JsonArray(tags).encode();
  }

  static List<String> texts(Row row, String column) {
    String[] texts = row.getArrayOfStrings(column);
    return texts == null ? List.of() : List.of(texts);
  }

  private static Buffer buffer(byte[] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  static byte[] bytes(Row row, String column) {
    Buffer buffer = row.getBuffer(column);
    return buffer == null ? null : buffer.getBytes();
  }

  static <T, V> V[] array(Collection<T> rows, Function<T, V> value, IntFunction<V[]> empty) {
    return rows.stream().map(value).toArray(empty);
  }

  static <T> OffsetDateTime[] times(Collection<T> rows, Function<T, Instant> time) {
    return array(rows, row -> column(time.apply(row)), OffsetDateTime[]::new);
  }

  static OffsetDateTime column(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
