package dev.campfire.host.database;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.host.StartFailure;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The door to PostgreSQL over three small pools, one for each role that the system runs as. */
public final class PgDatabase implements Database {
  /** Contract section 2: {@code unavailable} after 5 s. */
  private static final long TIMEOUT_MS = 5_000;

  private static final String ONE_ORG = "select set_config('campfire.org_id', $1, true)";
  private static final String SEVERAL_ORGS = "select set_config('campfire.org_ids', $1, true)";

  /**
   * A row that somebody else holds for a second fails a batch, which then goes on without it. One
   * plan serves batches of every size, and it looks rows up: making one takes longer than a small
   * batch.
   */
  private static final Map<String, String> FOR_BATCHES =
      Map.of(
          "lock_timeout", "1s",
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off");

  private final Pool app;
  private final Pool writer;
  private final Pool installation;

  public PgDatabase(Vertx vertx, String url, int connections) {
    this(
        pool(vertx, options(url, "campfire_app", Map.of()), "campfire_app", connections - 3),
        pool(vertx, options(url, "campfire_writer", FOR_BATCHES), "campfire_writer", 2),
        pool(vertx, options(url, "campfire_installation", Map.of()), "campfire_installation", 1));
  }

  private PgDatabase(Pool app, Pool writer, Pool installation) {
    this.app = app;
    this.writer = writer;
    this.installation = installation;
  }

  /**
   * A door for reports: to the inside of one organisation, for reading. It has connections of its
   * own, so that no report takes one from the chat.
   *
   * @param timeout what one statement may take; over it is {@code unavailable}
   */
  public static PgDatabase reports(Vertx vertx, String url, int connections, Duration timeout) {
    PgConnectOptions options =
        options(url, "campfire_app", Map.of())
            .addProperty("application_name", "campfire reports")
            .addProperty("default_transaction_read_only", "on")
            .addProperty("statement_timeout", String.valueOf(timeout.toMillis()));
    Pool pool = pool(vertx, options, "reports", connections);
    return new PgDatabase(pool, pool, pool);
  }

  private static PgConnectOptions options(String url, String role, Map<String, String> settings) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(url)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(256)
            // By default what is longer than 2,048 characters is parsed and planned at each call,
            // which takes four times as long as running the group commit's statement.
            .setPreparedStatementCacheSqlFilter(sql -> true)
            .setPipeliningLimit(256)
            .addProperty("application_name", "campfire")
            .addProperty("search_path", "campfire")
            // The login may become the role and, for as long as it is, has no right beyond it.
            .addProperty("role", role)
            // A page is an index read in its order up to a limit. A bitmap loses the order: the
            // planner that expects a short conversation sorts all of a long one (44 ms, not 0.1).
            .addProperty("enable_bitmapscan", "off")
            // Our statements take milliseconds, compiling one takes more; a plan that avoids what
            // is
            // turned off looks dear enough to be compiled each time.
            .addProperty("jit", "off")
            .addProperty("statement_timeout", String.valueOf(TIMEOUT_MS))
            .addProperty("idle_in_transaction_session_timeout", String.valueOf(2 * TIMEOUT_MS));
    settings.forEach(options::addProperty);
    return options;
  }

  private static Pool pool(Vertx vertx, PgConnectOptions options, String name, int size) {
    PoolOptions pool =
        new PoolOptions()
            .setName("campfire-" + name)
            .setMaxSize(size)
            .setMaxWaitQueueSize(10_000)
            .setConnectionTimeout((int) TIMEOUT_MS)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    return PgBuilder.pool().with(pool).connectingTo(options).using(vertx).build();
  }

  @Override
  public <T> Future<List<T>> inOrg(OrgId org, String sql, Tuple parameters, Function<Row, T> row) {
    return single(app, Tuple.of(org.toString()), sql, parameters, row);
  }

  @Override
  public <T> Future<T> inOrg(OrgId org, Function<Transaction, Future<T>> work) {
    return several(app, ONE_ORG, org.toString(), work);
  }

  @Override
  public <T> Future<T> inOrgs(Set<OrgId> orgs, Function<Transaction, Future<T>> work) {
    return several(writer, SEVERAL_ORGS, list(orgs), work);
  }

  @Override
  public <T> Future<T> inOrgsAtOnce(Set<OrgId> orgs, Function<Transaction, Future<T>> work) {
    return guard(
        writer
            .getConnection()
            .compose(
                connection ->
                    transactAtOnce(connection, list(orgs), work).eventually(connection::close)));
  }

  private static String list(Set<OrgId> orgs) {
    return orgs.stream().map(OrgId::toString).collect(Collectors.joining(","));
  }

  @Override
  public <T> Future<List<T>> inNoOrg(String sql, Tuple parameters, Function<Row, T> row) {
    return guard(installation.preparedQuery(sql).execute(parameters).map(rows -> read(rows, row)));
  }

  /** Four statements, one trip: PostgreSQL rolls back at the COMMIT if one of them failed. */
  private static <T> Future<List<T>> single(
      Pool pool, Tuple org, String sql, Tuple parameters, Function<Row, T> row) {
    return guard(
        pool.getConnection()
            .compose(
                connection -> {
                  Future<?> begun = connection.query("BEGIN").execute();
                  Future<?> entered = connection.preparedQuery(ONE_ORG).execute(org);
                  Future<RowSet<Row>> found = connection.preparedQuery(sql).execute(parameters);
                  Future<?> committed = connection.query("COMMIT").execute();
                  return Future.join(begun, entered, found, committed)
                      .map(done -> read(found.result(), row))
                      .eventually(connection::close);
                }));
  }

  private static <T> Future<T> several(
      Pool pool, String setting, String value, Function<Transaction, Future<T>> work) {
    return guard(
        pool.getConnection()
            .compose(
                connection ->
                    transact(connection, setting, value, work).eventually(connection::close)));
  }

  private static <T> Future<T> transact(
      SqlConnection connection,
      String setting,
      String value,
      Function<Transaction, Future<T>> work) {
    Future<?> begun = connection.query("BEGIN").execute();
    Future<?> entered = connection.preparedQuery(setting).execute(Tuple.of(value));
    Future<T> worked;
    try {
      worked = work.apply(new OpenTransaction(connection));
    } catch (RuntimeException e) {
      worked = Future.failedFuture(e);
    }
    Future<T> result = worked;
    return Future.join(begun, entered, result)
        .compose(
            done -> connection.query("COMMIT").execute().map(committed -> result.result()),
            failure ->
                connection
                    .query("ROLLBACK")
                    .execute()
                    .transform(
                        rolledBack ->
                            Future.failedFuture(result.failed() ? result.cause() : failure)));
  }

  /** A refused statement turns the COMMIT into a rollback, and it fails whoever gave it. */
  private static <T> Future<T> transactAtOnce(
      SqlConnection connection, String orgs, Function<Transaction, Future<T>> work) {
    OpenTransaction open = new OpenTransaction(connection);
    Future<?> begun = connection.query("BEGIN").execute();
    Future<?> entered = connection.preparedQuery(SEVERAL_ORGS).execute(Tuple.of(orgs));
    Future<T> result;
    try {
      result = work.apply(open);
    } catch (RuntimeException e) {
      connection.query("ROLLBACK").execute();
      return Future.failedFuture(e);
    }
    Future<?> statements = open.end();
    Future<?> committed = connection.query("COMMIT").execute();
    return Future.join(List.of(begun, entered, statements, committed, result))
        .map(done -> result.result());
  }

  private static final class OpenTransaction implements Transaction {
    private final SqlConnection connection;
    private final List<Future<?>> statements = new ArrayList<>();
    private boolean isEnded;

    OpenTransaction(SqlConnection connection) {
      this.connection = connection;
    }

    @Override
    public <T> Future<List<T>> query(String sql, Tuple parameters, Function<Row, T> row) {
      if (isEnded) {
        return Future.failedFuture(
            new IllegalStateException("The commit has been written: this statement is too late."));
      }
      Future<RowSet<Row>> answered = connection.preparedQuery(sql).execute(parameters);
      statements.add(answered);
      return answered.map(rows -> read(rows, row));
    }

    /** Takes no more statements; done when all that were given are answered. */
    Future<?> end() {
      isEnded = true;
      return Future.join(statements);
    }
  }

  private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> row) {
    List<T> read = new ArrayList<>(rows.size());
    for (Row each : rows) {
      read.add(row.apply(each));
    }
    return read;
  }

  private static <T> Future<T> guard(Future<T> work) {
    return work.timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    isOutage(failure)
                        ? ProblemException.unavailable("The database is not reachable.", failure)
                        : failure));
  }

  /**
   * Whether the server, not the statement, is at fault: no connection (08), no resources (53),
   * shutting down (57P), cancelled by the statement timeout (57014), or the link broke.
   */
  private static boolean isOutage(Throwable failure) {
    if (failure instanceof ProblemException) {
      return false;
    }
    if (failure instanceof PgException refused) {
      String state = String.valueOf(refused.getSqlState());
      return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
    return failure instanceof java.io.IOException
        || failure instanceof TimeoutException
        || failure instanceof io.vertx.core.VertxException
        || failure.getClass().getName().startsWith("io.vertx.");
  }

  /**
   * Checks what everything else stands on: durable commits, and roles that row-level security
   * holds.
   *
   * @return done when all hold; fails with {@link StartFailure}
   */
  public Future<Void> verify() {
    return Future.all(verify(app), verify(writer), verify(installation)).mapEmpty();
  }

  private static Future<Void> verify(Pool pool) {
    return pool.query(
            """
            select current_setting('server_version_num')::int as version,
              current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as synchronous_commit,
              rolsuper or rolbypassrls as unbound, rolname,
              exists (select 1 from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'campfire' and c.relowner = r.oid) as owns
            from pg_catalog.pg_roles r where rolname = current_user""")
        .execute()
        .recover(
            failure ->
                Future.failedFuture(
                    new StartFailure(
                        "The database refuses the login: "
                            + failure.getMessage()
                            + ". Check database.url (CAMPFIRE_DATABASE_URL).",
                        failure)))
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              if (row.getInteger("version") < 150_000) {
                return refuse("PostgreSQL 15 or newer is needed.");
              }
              if (!"on".equals(row.getString("fsync"))
                  || "off".equals(row.getString("synchronous_commit"))) {
                return refuse(
                    "The database would lose acknowledged messages: turn fsync and"
                        + " synchronous_commit on.");
              }
              if (row.getBoolean("unbound") || row.getBoolean("owns")) {
                return refuse(
                    "The role "
                        + row.getString("rolname")
                        + " is above row-level security or owns tables; see docs/operating.md.");
              }
              return Future.succeededFuture();
            });
  }

  private static Future<Void> refuse(String message) {
    return Future.failedFuture(new StartFailure(message));
  }

  /** Whether the database answers; for readiness. */
  public Future<Void> ping() {
    return guard(app.query("select 1").execute().mapEmpty());
  }

  /** Whether the schema has all that this version needs; fails with a reason. */
  public Future<Void> checkMigrations() {
    return guard(
            installation
                .preparedQuery("select from flyway_schema_history where success and version = $1")
                .execute(Tuple.of(KnownSchema.newest())))
        .recover(failure -> Future.failedFuture(new IllegalStateException("cannot be read")))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(new IllegalStateException("the schema is older"))
                    : Future.succeededFuture());
  }

  public Future<Void> close() {
    return Future.join(app.close(), writer.close(), installation.close()).mapEmpty();
  }
}
