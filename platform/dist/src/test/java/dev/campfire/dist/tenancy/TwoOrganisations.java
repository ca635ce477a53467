package dev.campfire.dist.tenancy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Two organisations with rows in every table, copies of the demo's. In each of them one
 * conversation, its contact, its assignee, one of its messages and a row of every other table have
 * the id of the organisation itself: so a statement that gets this id for each of its parameters
 * finds all it could look for. The other's texts, where a table lets them, are {@link #WORD}.
 */
final class TwoOrganisations {
  static final String MINE = "aaaaaaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa";
  static final String OTHER = "ffffffff-ffff-7fff-8fff-ffffffffffff";
  static final String WORD = "word-of-the-other";

  private static final String DEMO = "01930000-0000-7000-8000-000000000001";
  private static final Set<String> ONE_OF_EACH =
      Set.of(
          DEMO,
          "01930000-0000-7000-8000-0000000000a2",
          "01930000-0000-7000-8000-0000000c0009",
          "01930000-0000-7000-8000-0000000d0009",
          "01930000-0000-7000-8000-00e000090001",
          "01930000-0000-7000-8000-00f000090001");

  static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Connection owner;
  private final List<String> tables;

  /** Fills an empty database. */
  TwoOrganisations(Connection owner) throws SQLException, IOException {
    this.owner = owner;
    run("set search_path = campfire");
    try (InputStream in = TwoOrganisations.class.getResourceAsStream("/demo/demo.sql")) {
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    tables =
        texts(
            """
            select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'campfire'::regnamespace and c.relkind in ('r', 'p')
              and a.attname = 'org_id' and not c.relispartition order by 1""");
    owner.setAutoCommit(false);
    run("set local session_replication_role = replica");
    for (String table : tables) {
      List<String> rows =
          texts("select to_jsonb(t)::text from " + table + " t where org_id = '" + DEMO + "'");
      run("delete from " + table);
      for (String org : List.of(MINE, OTHER)) {
        for (String row : rows) {
          copy(table, row, org);
        }
        if (rows.isEmpty()) {
          make(table, org);
        }
      }
      speakOfTheOther(table);
    }
    owner.commit();
  }

  List<String> tables() {
    return tables;
  }

  private void copy(String table, String row, String org) throws SQLException {
    String columns = String.join(", ", columns(table, "true"));
    String copied =
        UUIDS
            .matcher(row)
            .replaceAll(
                id ->
                    ONE_OF_EACH.contains(id.group())
                        ? org
                        : UUID.nameUUIDFromBytes(
                                (org + id.group()).getBytes(StandardCharsets.UTF_8))
                            .toString());
    if (table.equals("organizations")) {
      copied = copied.replace("\"demo\"", "\"key-of-" + org + "\"");
    }
    run(
        ("insert into %s (%s) select %s from jsonb_populate_record(null::%s, '%s')")
            .formatted(table, columns, columns, table, copied.replace("'", "''")));
  }

  /** A row of what it must have; a revocation must have one of two. */
  private void make(String table, String org) throws SQLException {
    String needed = "(a.attnotnull or a.attname = 'session_id')";
    List<String> values = new ArrayList<>();
    for (String type : ofColumns("format_type(a.atttypid, null)", table, needed)) {
      values.add(
          switch (type) {
            case "uuid" -> "'" + org + "'";
            case "text" -> "'agent'";
            case "smallint", "integer", "bigint" -> "1";
            case "boolean" -> "false";
            case "bytea" -> "sha256('" + WORD + "')";
            case "jsonb" -> "'{}'";
            case "text[]" -> "array['agent']";
            case "integer[]", "smallint[]" -> "array[1]";
            case "date[]" -> "array[current_date]";
            case "timestamp with time zone" -> "now() + interval '30 days'";
            default -> throw new IllegalStateException(table + " has a column of type " + type);
          });
    }
    List<String> columns = columns(table, needed);
    if (columns.contains("upto_change")) {
      // A stretch ends behind where it begins.
      values.set(columns.indexOf("upto_change"), "2");
    }
    run(
        "insert into %s (%s) values (%s)"
            .formatted(table, String.join(", ", columns), String.join(", ", values)));
  }

  private List<String> columns(String table, String which) throws SQLException {
    return ofColumns("a.attname::text", table, which);
  }

  /** Of the columns that an insert may name, in their order. */
  private List<String> ofColumns(String what, String table, String which) throws SQLException {
    return texts(
        """
        select %s from pg_attribute a
        where a.attrelid = '%s'::regclass and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.attidentity = '' and %s
        order by a.attnum"""
            .formatted(what, table, which));
  }

  private void speakOfTheOther(String table) throws SQLException {
    List<String> ids = columns(table, "a.atttypid = 'uuid'::regtype and a.attname <> 'org_id'");
    String row =
        " where org_id = '%s'%s"
            .formatted(
                OTHER,
                ids.isEmpty() ? "" : " and '%s' in (%s)".formatted(OTHER, String.join(", ", ids)));
    for (String column : columns(table, "a.atttypid = 'text'::regtype")) {
      Savepoint before = owner.setSavepoint();
      try {
        run("update " + table + " set " + column + " = '" + WORD + "'" + row);
      } catch (SQLException theColumnTakesCertainWordsAlone) {
        owner.rollback(before);
      }
    }
  }

  /** Every id and text that an organisation has in its rows. */
  Set<String> values(String org) throws SQLException {
    Set<String> values = new HashSet<>();
    for (String table : tables) {
      values.addAll(
          texts(
              ("select distinct v.value from %s t, jsonb_each_text(to_jsonb(t)) v"
                      + " where t.org_id = '%s' and length(v.value) > 5"
                      + " and v.value !~ '^[0-9]'")
                  .formatted(table, org)));
      values.addAll(
          texts(
              ("select distinct v.value from %s t, jsonb_each_text(to_jsonb(t)) v"
                      + " where t.org_id = '%s' and v.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-'")
                  .formatted(table, org)));
    }
    return values;
  }

  /** One query for a fingerprint of all rows of the other organisation. */
  String fingerprint() {
    return tables.stream()
        .map(
            table ->
                "select coalesce(md5(string_agg(t::text, '' order by t::text)), '') as h from "
                    + table
                    + " t where org_id = '"
                    + OTHER
                    + "'")
        .reduce((one, next) -> one + " union all " + next)
        .map(all -> "select string_agg(h, ',') from (" + all + ") each")
        .orElseThrow();
  }

  /** Leaves one organisation alone on the installation, until the transaction is rolled back. */
  void forgetTheOther() throws SQLException {
    run("set local session_replication_role = replica");
    for (String table : tables) {
      run("delete from " + table + " where org_id <> '" + MINE + "'");
    }
    run("set local session_replication_role = origin");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = owner.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }
}
