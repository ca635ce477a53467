package dev.campfire.analytics;

import dev.campfire.spi.OperatorTask;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code campfire analytics recompute [--verify]}: makes all figures anew from what is committed,
 * or only says where those that are kept differ. One organisation after the other, each in one
 * transaction of one moment; the chat goes on meanwhile, and so do the figures of the others.
 */
final class PgRecount implements OperatorTask {
  static final String VERIFY = "--verify";

  /**
   * PostgreSQL appendix A: another transaction had the row that this one's moment does not know.
   */
  private static final String SERIALIZATION_FAILURE = "40001";

  /** Each waits for one batch of the node, which may well begin the next one before we are back. */
  private static final int TRIES = 200;

  private static final int ROWS_AT_A_TIME = 10_000;

  PgRecount() {}

  @Override
  public String name() {
    return "recompute";
  }

  @Override
  public String says() {
    return "Makes all figures anew from what is committed, by plain SQL.";
  }

  @Override
  public Map<String, String> flags() {
    return Map.of(VERIFY, "Changes nothing, and says where the figures that are kept differ.");
  }

  /**
   * @return 0, or 1 when something differs
   */
  @Override
  public int run(Connection connection, Set<String> flags, PrintStream out) throws SQLException {
    boolean verify = flags.contains(VERIFY);
    int differences = 0;
    begin(connection);
    for (String org : organizations(connection)) {
      List<String> found = recount(connection, org, verify);
      differences += found.size();
      out.println(org + ": " + (verify ? found.isEmpty() ? "equal" : "differs" : "made anew"));
      found.forEach(difference -> out.println("  " + difference));
    }
    return differences == 0 ? 0 : 1;
  }

  /** Readies a connection for {@link #recount}. */
  static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    execute(connection, "set search_path = campfire");
    connection.commit();
  }

  private static List<String> organizations(Connection connection) throws SQLException {
    List<String> organizations = new ArrayList<>();
    execute(connection, "set local role campfire_installation");
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select orgs_changed_since(null)::text")) {
      while (found.next()) {
        organizations.add(found.getString(1));
      }
    }
    connection.rollback();
    return organizations;
  }

  /**
   * Recounts one organisation, behind {@link #begin}. The node that reckons may hold it at the
   * moment that this one is of: then it is tried again.
   *
   * @return what differs
   */
  static List<String> recount(Connection connection, String org, boolean verify)
      throws SQLException {
    for (int tries = 1; ; tries++) {
      try {
        enter(connection, org);
        List<String> found = verify ? verify(connection) : rebuild(connection, org);
        connection.commit();
        return found;
      } catch (SQLException e) {
        connection.rollback();
        if (!SERIALIZATION_FAILURE.equals(e.getSQLState()) || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * By settings alone: the moment of the transaction is that of the first statement behind them.
   */
  static void enter(Connection connection, String org) throws SQLException {
    execute(
        connection,
        "set local role campfire_app; set local campfire.org_id = '"
            + org
            + "'; set local work_mem = '256MB'");
  }

  private static List<String> verify(Connection connection) throws SQLException {
    execute(connection, RecountSql.AS_RECKONED);
    recount(connection);
    sketch(connection);
    List<String> differences = new ArrayList<>();
    for (String sql : RecountSql.DIFFERENCES) {
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(sql)) {
        while (found.next()) {
          differences.add(
              "%s: %d rows differ, such as %s"
                  .formatted(found.getString(1), found.getLong(2), found.getString(3)));
        }
      }
    }
    addSketches(connection, differences);
    return differences;
  }

  private static void addSketches(Connection connection, List<String> differences)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(RecountSql.UNLIKE_SKETCHES)) {
      while (found.next()) {
        Counted counted = Counted.of(found.getShort("metric"));
        byte[] kept = found.getBytes("kept");
        byte[] anew = found.getBytes("anew");
        boolean equal =
            kept != null
                && anew != null
                && (counted.isSet()
                    ? Members.of(kept).equals(Members.of(anew))
                    : Times.of(kept).equals(Times.of(anew)));
        if (!equal) {
          differences.add(
              "the sketch of %s at level %d from %s differs"
                  .formatted(counted, found.getShort("level"), found.getObject("at")));
        }
      }
    }
  }

  private static List<String> rebuild(Connection connection, String org) throws SQLException {
    execute(
        connection,
        "insert into analytics_progress (org_id) values ('"
            + org
            + "') on conflict do nothing; select 1 from analytics_progress for update");
    execute(connection, RecountSql.AS_COMMITTED);
    recount(connection);
    try (PreparedStatement statement = connection.prepareStatement(RecountSql.NUMBER_CONTACTS)) {
      statement.setString(1, org);
      statement.executeUpdate();
    }
    sketch(connection);
    for (String sql : RecountSql.replace(org)) {
      execute(connection, sql);
    }
    return List.of();
  }

  private static void recount(Connection connection) throws SQLException {
    for (String sql : RecountSql.RECOUNT) {
      execute(connection, sql);
    }
  }

  /** Sketches are the one thing that SQL cannot make. */
  private static void sketch(Connection connection) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(RecountSql.ADD_SKETCH);
        Statement statement = connection.createStatement()) {
      Sketches sketches = new Sketches(add);
      statement.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet times = statement.executeQuery(RecountSql.EACH_TIME)) {
        while (times.next()) {
          sketches.addTimes(
              Counted.of(times.getShort(1)),
              times.getTimestamp(2).toInstant(),
              (String[]) times.getArray(3).getArray(),
              (Long[]) times.getArray(4).getArray());
        }
      }
      try (ResultSet members = statement.executeQuery(RecountSql.EACH_MEMBER)) {
        while (members.next()) {
          sketches.addMembers(
              Counted.of(members.getShort(1)),
              members.getTimestamp(2).toInstant(),
              (Integer[]) members.getArray(3).getArray());
        }
      }
      sketches.finish();
    }
    execute(connection, "analyze recount_sketches");
  }

  /** Makes the sketches of each level from rows in the order of time, and lets go of those done. */
  private static final class Sketches {
    private final PreparedStatement add;
    private final Map<Level, Instant> starts = new HashMap<>();
    private final Map<Level, Map<String, Times>> times = new HashMap<>();
    private final Map<Level, Members> members = new HashMap<>();
    private Counted counted;
    private int pending;

    Sketches(PreparedStatement add) {
      this.add = add;
    }

    void addTimes(Counted counted, Instant at, String[] keys, Long[] ms) throws SQLException {
      for (Level level : Level.values()) {
        Map<String, Times> open = turnTo(level, counted, at);
        for (String key : keys) {
          if (key.isEmpty() || level.isDetailed()) {
            Times times = open.computeIfAbsent(key, none -> new Times());
            for (long each : ms) {
              times.add(each);
            }
          }
        }
      }
      this.counted = counted;
    }

    void addMembers(Counted set, Instant at, Integer[] numbers) throws SQLException {
      for (Level level : Level.values()) {
        turnTo(level, set, at);
        Members all = members.computeIfAbsent(level, none -> new Members());
        for (int number : numbers) {
          all.add(number);
        }
      }
      counted = set;
    }

    private Map<String, Times> turnTo(Level level, Counted counted, Instant at)
        throws SQLException {
      Instant start = level.floor(at);
      if (counted != this.counted || !start.equals(starts.get(level))) {
        close(level);
        starts.put(level, start);
      }
      return times.computeIfAbsent(level, none -> new HashMap<>());
    }

    private void close(Level level) throws SQLException {
      for (Map.Entry<String, Times> each : times.getOrDefault(level, Map.of()).entrySet()) {
        write(level, each.getKey(), each.getValue().kept());
      }
      times.remove(level);
      if (members.containsKey(level)) {
        write(level, Tally.ALL, members.remove(level).kept());
      }
    }

    private void write(Level level, String key, byte[] sketch) throws SQLException {
      add.setShort(1, level.number());
      add.setShort(2, counted.number());
      add.setTimestamp(3, Timestamp.from(starts.get(level)));
      add.setString(4, key);
      add.setBytes(5, sketch);
      add.addBatch();
      if (++pending == 1_000) {
        flush();
      }
    }

    private void flush() throws SQLException {
      add.executeBatch();
      pending = 0;
    }

    void finish() throws SQLException {
      for (Level level : Level.values()) {
        close(level);
      }
      flush();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
