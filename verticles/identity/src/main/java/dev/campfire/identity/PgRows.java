package dev.campfire.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What rows hold, and what statements are given. */
final class PgRows {
  private PgRows() {}

  static OrgId org(Row row) {
    return new OrgId(row.getUUID("org_id"));
  }

  static Account account(Row row) {
    return new Account(
        org(row),
        new PersonId(row.getUUID("user_id")),
        role(row),
        row.getString("full_name"),
        row.getString("email"),
        row.getString("password_hash"));
  }

  static Role role(Row row) {
    return "admin".equals(row.getString("role")) ? Role.ADMIN : Role.AGENT;
  }

  static String roleName(Role role) {
    return role == Role.ADMIN ? "admin" : "agent";
  }

  /** An id, or null. */
  static <T> T id(Row row, String column, Function<UUID, T> make) {
    UUID value = row.getUUID(column);
    return value == null ? null : make.apply(value);
  }

  /** A time, or null. */
  static Instant time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** A list of texts, or null. */
  static List<String> texts(Row row, String column) {
    String[] texts = row.getArrayOfStrings(column);
    return texts == null ? null : List.of(texts);
  }

  /** Bytes, or null. */
  static byte[] bytes(Row row, String column) {
    Buffer bytes = row.getBuffer(column);
    return bytes == null ? null : bytes.getBytes();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
