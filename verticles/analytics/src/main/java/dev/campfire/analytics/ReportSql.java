package dev.campfire.analytics;

/** The statements of reports. They read what the reckoning keeps, never the chat's own tables. */
final class ReportSql {
  private ReportSql() {}

  private static final String KEPT =
      """
      from unnest($1::smallint[], $2::timestamptz[], $3::timestamptz[]) as i (level, since, until)
      cross join unnest($4::smallint[]) as m (metric)
      cross join lateral (
        select * from analytics_buckets b
        where b.level = i.level and b.metric = m.metric and b.at >= i.since and b.at < i.until
          and left(b.key, 2) = $5
        order by b.level, b.metric, b.at) b
      """;

  /**
   * Sums over stretches together. $1 levels, $2, $3 stretches, $4 what is counted, $5 how the keys
   * begin.
   */
  static final String SUMS =
      "select b.metric, b.key, sum(b.count)::bigint as count, sum(b.total)::bigint as total,"
          + " max(b.longest) as longest "
          + KEPT
          + "group by b.metric, b.key";

  /** Each sum of stretches. Parameters as in {@link #SUMS}. */
  static final String EACH_SUM =
      "select b.metric, b.key, b.at, b.count, b.total, b.longest " + KEPT;

  /** Each sketch of stretches. Parameters as in {@link #SUMS}. */
  static final String EACH_SKETCH =
      "select b.metric, b.key, b.at, b.sketch " + KEPT + "where b.sketch is not null";

  /** What counts in cuts. $1, $2 the cuts, $3 kinds. */
  static final String CUT_FACTS =
      """
      select f.kind, f.at, f.ms, f.agent_id, f.channel, f.tags, f.feature
      from unnest($1::timestamptz[], $2::timestamptz[]) as i (since, until)
      cross join unnest($3::smallint[]) as k (kind)
      cross join lateral (
        select * from analytics_facts f
        where f.kind = k.kind and f.at >= i.since and f.at < i.until
        order by f.kind, f.at) f""";

  /**
   * Messages in cuts, each with the numbers of its conversation and of the contact who wrote it.
   * $1, $2 the cuts, $3 their quarters. {@code offset 0} keeps a sub-select from being merged
   * ({@link ReckoningSql#SENDER}): merged, each message read all contacts of the organisation.
   */
  static final String CUT_MESSAGES =
      """
      select m.sender_kind, m.sent_at, k.number, c.number as conversation
      from unnest($1::timestamptz[], $2::timestamptz[], $3::timestamptz[])
        as i (since, until, quarter)
      cross join lateral (
        select * from analytics_activity a
        where a.at between i.quarter and i.quarter
        order by a.at, a.conversation_id) a
      cross join lateral (
        select m.*, coalesce(m.sent_change_seq, m.change_seq) as n from messages m
        where m.org_id = a.org_id and m.conversation_id = a.conversation_id
          and m.seq between a.first_seq and a.last_seq
        order by m.seq offset 0) m
      join lateral (
        select c.number from conversations c
        where c.org_id = a.org_id and c.id between a.conversation_id and a.conversation_id
        order by c.org_id, c.id limit 1) c on true
      left join lateral (
        select k.number from (select %s as id offset 0) sender
        cross join lateral (
          select number from analytics_contacts k
          where k.org_id = m.org_id and k.contact_id between sender.id and sender.id
          order by k.org_id, k.contact_id limit 1) k) k on m.sender_kind = 'contact'
      where m.sent_at >= i.since and m.sent_at < i.until"""
          .formatted(ReckoningSql.SENDER);

  /** Percentiles of one kind, exactly. $1 kind, $2, $3 the stretch. */
  static final String PERCENTILES =
      """
      select percentile_disc(0.5) within group (order by f.ms) as p50,
        percentile_disc(0.9) within group (order by f.ms) as p90
      from analytics_facts f
      where f.kind = $1 and f.at >= $2 and f.at < $3""";

  /** The same by key. $4 how the keys begin. */
  static final String PERCENTILES_BY_KEY =
      """
      select k.key, percentile_disc(0.5) within group (order by f.ms) as p50,
        percentile_disc(0.9) within group (order by f.ms) as p90
      from analytics_facts f
      cross join lateral (
        select 'a:' || f.agent_id as key where $4::text = 'a:'
        union all select 'c:' || f.channel where $4 = 'c:'
        union all select 't:' || tag from unnest(f.tags) as tag where $4 = 't:') k
      where f.kind = $1 and f.at >= $2 and f.at < $3 and k.key is not null
      group by k.key""";

  /** Each time of one kind. $1 kind, $2, $3 the stretch. */
  static final String EACH_TIME =
      """
      select f.at, f.ms from analytics_facts f
      where f.kind = $1 and f.at >= $2 and f.at < $3
      order by f.kind, f.at""";

  /** How things stand at this moment. */
  static final String NOW =
      "select open_now, waiting_now, swept_at is not null as complete from analytics_progress";

  /** Ratings together. $1, $2 the stretch. */
  static final String CSAT =
      """
      select count(*) as count, coalesce(sum(r.score), 0)::bigint as total
      from ratings r where r.rated_at >= $1 and r.rated_at < $2""";

  /** The same for each agent. */
  static final String AGENT_CSAT =
      """
      select r.agent_id, count(*) as count, sum(r.score)::bigint as total
      from ratings r where r.rated_at >= $1 and r.rated_at < $2 and r.agent_id is not null
      group by r.agent_id""";

  /** The same for each quarter of an hour. */
  static final String CSAT_OF_QUARTERS =
      """
      select date_bin('15 minutes', r.rated_at, 'epoch') as at, count(*) as count,
        sum(r.score)::bigint as total
      from ratings r where r.rated_at >= $1 and r.rated_at < $2
      group by 1""";

  /** How many ratings there are of each score. $1, $2 the stretch. */
  static final String SCORES =
      """
      select r.score, count(*) as count
      from ratings r where r.rated_at >= $1 and r.rated_at < $2
      group by r.score order by r.score""";

  /** The names of agents. $1 their ids. */
  static final String AGENT_NAMES =
      "select user_id, full_name from profiles where user_id = any ($1::uuid[])";

  /**
   * How far this database is behind the one that is written to, or null if it is that one. A
   * standby that has replayed all it was sent, and is being sent, is not behind, however long
   * nobody wrote.
   */
  static final String LAG =
      """
      select case
        when not pg_is_in_recovery() then null
        when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
          and exists (select from pg_stat_wal_receiver) then 0
        else greatest(0, extract(epoch from
          clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint
      end as lag_ms""";

  /**
   * What stands behind a number. $1 kind, $2, $3 the stretch, $4 agent or null, $5 to $7 the place
   * of the page before or null, $8 how many.
   */
  static final String EPISODES =
      """
      select f.conversation_id, f.change_seq, f.at, f.ms, f.agent_id, p.full_name as agent_name,
        c.number, c.subject
      from (
        select * from analytics_facts f
        where f.kind = $1 and f.at >= $2 and f.at < $3
          and ($4::uuid is null or f.agent_id = $4)
          and ($5::timestamptz is null
            or (f.at, f.conversation_id, f.change_seq) < ($5, $6::uuid, $7::bigint))
        order by f.kind desc, f.at desc, f.conversation_id desc, f.change_seq desc limit $8) f
      join conversations c on c.org_id = f.org_id and c.id = f.conversation_id
      left join profiles p on p.org_id = f.org_id and p.user_id = f.agent_id
      order by f.at desc, f.conversation_id desc, f.change_seq desc""";

  /** $1, $2 the stretch, $3 to $5 the place of the page before or null, $6 how many. */
  static final String RATINGS =
      """
      select r.conversation_id, r.resolution_seq, r.rated_at, r.score, r.comment, r.agent_id,
        p.full_name as agent_name, c.number
      from (
        select * from ratings r
        where r.rated_at >= $1 and r.rated_at < $2
          and ($3::timestamptz is null
            or (r.rated_at, r.conversation_id, r.resolution_seq) < ($3, $4::uuid, $5::bigint))
        order by r.rated_at desc, r.conversation_id desc, r.resolution_seq desc limit $6) r
      join conversations c on c.org_id = r.org_id and c.id = r.conversation_id
      left join profiles p on p.org_id = r.org_id and p.user_id = r.agent_id
      order by r.rated_at desc, r.conversation_id desc, r.resolution_seq desc""";
}
