package dev.campfire.dist.tenancy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Runs statements through the doors that the product has, as the role and in the setting that each
 * gives them, with parameters of another organisation and of one's own; all of it in a transaction
 * that is rolled back.
 */
final class Trial {
  /** Of {@code Database}: {@code inOrg}, {@code inOrgs}, {@code inNoOrg}. */
  private static final List<String> DOORS =
      List.of(
          "set local role campfire_app; set local campfire.org_id = '%s'",
          "set local role campfire_writer; set local campfire.org_ids = '%s'",
          "set local role campfire_installation");

  /** First id, other ids, texts. */
  private static final List<List<String>> BINDINGS =
      List.of(
          List.of(TwoOrganisations.OTHER, TwoOrganisations.OTHER, TwoOrganisations.WORD),
          List.of(TwoOrganisations.MINE, TwoOrganisations.OTHER, TwoOrganisations.WORD),
          List.of(TwoOrganisations.OTHER, TwoOrganisations.OTHER, "agent"),
          List.of(TwoOrganisations.MINE, TwoOrganisations.OTHER, "agent"),
          List.of(TwoOrganisations.MINE, TwoOrganisations.MINE, "agent"));

  private final Connection owner;
  private final TwoOrganisations organisations;
  private final Set<String> foreign;
  private final Map<String, String> leaks = new TreeMap<>();
  private final Map<String, String> untried = new TreeMap<>();

  Trial(Connection owner, TwoOrganisations organisations) throws SQLException {
    this.owner = owner;
    this.organisations = organisations;
    this.foreign = new HashSet<>(organisations.values(TwoOrganisations.OTHER));
    foreign.removeAll(organisations.values(TwoOrganisations.MINE));
    // What is given as a parameter may come back as it was given; the second run tells.
    foreign.removeAll(Set.of(TwoOrganisations.OTHER, TwoOrganisations.WORD));
  }

  /** What came out or was changed, by the statement's name. */
  Map<String, String> leaks() {
    return leaks;
  }

  /** What failed at every try, for a reason that protects nobody, by the statement's name. */
  Map<String, String> untried() {
    return untried;
  }

  /**
   * @param before what is done to the schema first, or an empty text
   * @param setUp what makes the temporary tables that some statements work on
   */
  Trial run(String before, List<SqlConstant> setUp, List<SqlConstant> statements)
      throws SQLException {
    try {
      execute(before);
      Map<String, List<String>> together = runAll(setUp, statements, true);
      organisations.forgetTheOther();
      Map<String, List<String>> alone = runAll(setUp, statements, false);
      together.forEach(
          (what, answers) -> {
            if (!answers.equals(alone.get(what))) {
              leak(
                  what.substring(0, what.indexOf(' ')),
                  what + " answers " + answers + ", and without the other " + alone.get(what));
            }
          });
      return this;
    } finally {
      owner.rollback();
    }
  }

  private Map<String, List<String>> runAll(
      List<SqlConstant> setUp, List<SqlConstant> statements, boolean isShared) throws SQLException {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    String fingerprint = isShared ? text(organisations.fingerprint()) : "";
    for (SqlConstant statement : statements) {
      boolean needsTables = statement.name().startsWith("RecountSql.");
      if (needsTables) {
        execute("savepoint tables;" + DOORS.get(0).formatted(TwoOrganisations.MINE));
        for (SqlConstant each : setUp) {
          execute(each.sql());
        }
        execute("reset role");
      }
      // Chance would differ from one run to the next.
      execute(
          "prepare tried as "
              + statement
                  .sql()
                  .replace("gen_random_uuid()", "uuid '" + TwoOrganisations.MINE + "'"));
      List<String> types = types();
      String refused = "";
      for (int door = 0; door < DOORS.size(); door++) {
        for (List<String> binding : types.isEmpty() ? BINDINGS.subList(0, 1) : BINDINGS) {
          String what =
              "%s door %d binding %d".formatted(statement.name(), door, BINDINGS.indexOf(binding));
          execute("savepoint trial;" + DOORS.get(door).formatted(TwoOrganisations.MINE));
          List<String> answer;
          try {
            answer = answers("execute tried" + parameters(statement, types, binding));
            if (isShared) {
              execute("reset role");
              note(statement, what, answer, fingerprint);
            }
            refused = null;
          } catch (SQLException e) {
            answer = List.of("refused " + e.getSQLState());
            boolean protects = e.getSQLState().equals("42501") || e.getSQLState().startsWith("23");
            if (protects && door == 0) {
              refused = null;
            } else if (refused != null) {
              refused = e.getMessage();
            }
          }
          answers.put(what, answer);
          execute("rollback to savepoint trial");
        }
      }
      if (refused != null) {
        untried.put(statement.name(), refused);
      }
      execute("deallocate tried");
      if (needsTables) {
        execute("rollback to savepoint tables");
      }
    }
    return answers;
  }

  private void note(SqlConstant statement, String what, List<String> answer, String fingerprint)
      throws SQLException {
    for (String row : answer) {
      if (foreign.contains(row)) {
        leak(statement.name(), what + " answers " + row);
      }
      for (String cell : row.split("\\|", -1)) {
        if (foreign.contains(cell)) {
          leak(statement.name(), what + " answers " + cell);
        }
      }
      Matcher ids = TwoOrganisations.UUIDS.matcher(row);
      while (ids.find()) {
        if (foreign.contains(ids.group())) {
          leak(statement.name(), what + " answers " + ids.group());
        }
      }
    }
    if (!statement.sql().stripLeading().startsWith("select ")
        && !text(organisations.fingerprint()).equals(fingerprint)) {
      leak(statement.name(), what + " changes rows of the other");
    }
  }

  private void leak(String statement, String what) {
    leaks.merge(statement, what, (one, next) -> one + "; " + next);
  }

  private static String parameters(SqlConstant statement, List<String> types, List<String> ids) {
    List<String> values = new ArrayList<>();
    boolean isOneTime =
        types.indexOf("timestamp with time zone") == types.lastIndexOf("timestamp with time zone");
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i).replace("[]", "");
      boolean isLimit = statement.sql().contains("limit $" + (i + 1));
      boolean isFirstTime = types.indexOf(types.get(i)) == i;
      // A list of tags travels as JSON.
      boolean isJson = statement.sql().contains("(tags::jsonb)");
      String text = (isJson ? "'[\"%s\"]'" : "'%s'").formatted(ids.get(2));
      String value =
          switch (type) {
            case "uuid" -> "uuid '" + ids.get(i == 0 ? 0 : 1) + "'";
            case "text", "character varying" -> text;
            case "smallint", "integer", "bigint" -> isLimit ? "1000" : "1";
            case "double precision" -> "1";
            case "boolean" -> "true";
            case "bytea" -> "sha256(" + text + ")";
            case "jsonb" -> "'{}'";
            case "date" -> "current_date";
            case "interval" -> "interval '400 days'";
            case "timestamp with time zone" ->
                isFirstTime && !isOneTime
                    ? "now() - interval '400 days'"
                    : "now() + interval '1 day'";
            default -> throw new IllegalStateException(statement.name() + " takes a " + type);
          };
      if (types.get(i).endsWith("[]")) {
        boolean isPairs = statement.sql().contains("jsonb_object($" + (i + 1));
        value = "array[" + (isPairs ? "'key', " : "") + value + "]::" + types.get(i);
      }
      values.add(value);
    }
    return values.isEmpty() ? "" : "(" + String.join(", ", values) + ")";
  }

  private List<String> types() throws SQLException {
    String types =
        text(
            "select array_to_string(parameter_types::text[], ',') from pg_prepared_statements"
                + " where name = 'tried'");
    return types.isEmpty() ? List.of() : List.of(types.split(",", -1));
  }

  private List<String> answers(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = owner.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet found = statement.getResultSet();
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= columns; i++) {
            row.append(i == 1 ? "" : "|").append(found.getString(i));
          }
          rows.add(row.toString());
        }
      } else {
        rows.add(statement.getUpdateCount() + " rows changed");
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private String text(String sql) throws SQLException {
    return answers(sql).get(0);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(sql, e);
    }
  }
}
