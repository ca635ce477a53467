package dev.campfire.spi;

import dev.campfire.contract.id.OrgId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The one door to PostgreSQL, and it asks for the organisation: each call is one transaction in
 * which row-level security shows the named organisations and nothing else.
 *
 * <p>Every call fails with {@code unavailable} when the database does not answer within 5 s, and
 * with the driver's {@code PgException} when it refuses a statement.
 */
public interface Database {

  /** One transaction's statements, in the order they are given. */
  interface Transaction {
    /** Written at once: a statement need not wait for the answer of the one before. */
    <T> Future<List<T>> query(String sql, Tuple parameters, Function<Row, T> row);
  }

  /** One statement in a transaction of its own; begin, statement and commit go out together. */
  <T> Future<List<T>> inOrg(OrgId org, String sql, Tuple parameters, Function<Row, T> row);

  /**
   * Several statements in one transaction.
   *
   * @return what {@code work} answered, after the commit; if it fails, nothing was written
   */
  <T> Future<T> inOrg(OrgId org, Function<Transaction, Future<T>> work);

  /**
   * The same across organisations, for work that serves several at once (the group commit). It sees
   * these organisations and no others.
   */
  <T> Future<T> inOrgs(Set<OrgId> orgs, Function<Transaction, Future<T>> work);

  /**
   * The same in one trip: the commit is written behind the statements that {@code work} has given
   * when it returns, and takes effect if the database accepted all of them. So whatever is decided
   * must be decided in the statements.
   *
   * @return what {@code work} answered, after the commit; fails with what the first statement that
   *     was refused failed with, and then nothing was written
   */
  <T> Future<T> inOrgsAtOnce(Set<OrgId> orgs, Function<Transaction, Future<T>> work);

  /**
   * One statement without an organisation: for the functions and tables that belong to the
   * installation. Row-level security shows no row of any organisation.
   */
  <T> Future<List<T>> inNoOrg(String sql, Tuple parameters, Function<Row, T> row);
}
