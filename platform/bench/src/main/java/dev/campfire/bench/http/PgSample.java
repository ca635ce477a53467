package dev.campfire.bench.http;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.fill.PgTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversations of an organisation, drawn at random from all that are stored.
 *
 * @param messages in the whole database, about
 */
record PgSample(long messages, List<Drawn> conversations) {

  /** One of them, with its number of messages. */
  record Drawn(String id, long lastSeq) {}

  private static final String SIZE =
      """
      select greatest(0, reltuples)::bigint from pg_class
      where oid = 'campfire.messages'::regclass""";

  /** $1 how many, $2 widget key. A table that was never analysed is taken whole. */
  private static final String DRAW =
      """
      select id, last_seq from campfire.conversations
      where random() < ?::float8 / (
          select greatest(1, reltuples) from pg_class
          where oid = 'campfire.conversations'::regclass)
        and org_id = (select org_id from campfire.organizations where widget_key = ?)
        and last_seq > 0""";

  /** Fails with {@link RefusedSettings} if there is nothing to draw from. */
  static PgSample draw(PgTarget database, String widgetKey, int count) {
    if (database == null) {
      throw new RefusedSettings("Conversations are drawn from the database: name --database.");
    }
    try (Connection connection = database.connect();
        PreparedStatement size = connection.prepareStatement(SIZE);
        PreparedStatement draw = connection.prepareStatement(DRAW)) {
      draw.setInt(1, count);
      draw.setString(2, widgetKey);
      List<Drawn> drawn = new ArrayList<>();
      try (ResultSet rows = draw.executeQuery()) {
        while (rows.next()) {
          drawn.add(new Drawn(rows.getString(1), rows.getLong(2)));
        }
      }
      if (drawn.isEmpty()) {
        throw new RefusedSettings(
            "There are no conversations of " + widgetKey + " in " + database + ": fill it first.");
      }
      try (ResultSet rows = size.executeQuery()) {
        rows.next();
        return new PgSample(rows.getLong(1), drawn);
      }
    } catch (SQLException e) {
      throw new RunFailure("The database at " + database + " cannot be read: " + e.getMessage(), e);
    }
  }
}
