package dev.campfire.bench.cost;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.watch.PgStatements;

/**
 * What PostgreSQL has counted of the statements that write messages, since it began to count.
 *
 * @param calls of the statement that writes; one a send, while one is sent at a time
 * @param buffers pages touched in memory or read, of all statements of a send
 * @param millis in which they ran
 */
record PgSendCounters(long calls, long buffers, double millis) {
  private static final String OF_SENDS =
      """
      select coalesce(sum(s.calls) filter (where s.query like '%insert into messages%'), 0),
        coalesce(sum(s.shared_blks_hit + s.shared_blks_read), 0),
        coalesce(sum(s.total_exec_time), 0)
      from pg_stat_statements s
      where s.dbid = (select oid from pg_database where datname = current_database())
        and s.userid = 'campfire_writer'::regrole
        and (s.query like '%insert into messages%' or s.query like '%for no key update%'
          or s.query like '%set_config%')""";

  /** Fails with {@link RefusedSettings} where the extension is missing. */
  static PgSendCounters read(PgTarget database) {
    return PgStatements.ask(
        database,
        OF_SENDS,
        counted -> {
          counted.next();
          return new PgSendCounters(counted.getLong(1), counted.getLong(2), counted.getDouble(3));
        });
  }

  PgSendCounters since(PgSendCounters before) {
    return new PgSendCounters(
        calls - before.calls, buffers - before.buffers, millis - before.millis);
  }
}
