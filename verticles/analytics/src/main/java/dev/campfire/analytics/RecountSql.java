package dev.campfire.analytics;

import java.util.List;

/**
 * All that is derived, made anew from messages and changes by plain SQL. It shares no code with the
 * rules that reckon as things happen: there a state machine goes from one happening to the next,
 * here windows number the episodes and the turns, so a fault in one shows against the other.
 *
 * <p>Everything is put into temporary tables, {@code recount_…}, first.
 */
final class RecountSql {
  private RecountSql() {}

  /** Up to where each conversation counts: as far as it has been reckoned. */
  static final String AS_RECKONED =
      """
      create temporary table recount_upto on commit drop as
      select conversation_id, change_seq as upto, seq as upto_seq from analytics_conversations""";

  /** Up to where each conversation counts: all that is committed. */
  static final String AS_COMMITTED =
      """
      create temporary table recount_upto on commit drop as
      select id as conversation_id, change_seq as upto, last_seq as upto_seq from conversations""";

  /** Where a contact turned out to be somebody else, whose their messages are by now. */
  private static final String ADOPTIONS =
      """
      create temporary table recount_adoptions on commit drop as
      select conversation_id, change_seq as n, (before #>> '{}')::uuid as contact_id
      from conversation_changes where kind = 'contact'""";

  private static final String EVENTS =
      """
      create temporary table recount_events on commit drop as
      select m.conversation_id, coalesce(m.sent_change_seq, m.change_seq) as n, m.sent_at as at,
        'message' as what, m.sender_kind as by, case when m.sender_kind = 'contact' then
          (select a.contact_id from recount_adoptions a
            where a.conversation_id = m.conversation_id
              and a.n > coalesce(m.sent_change_seq, m.change_seq)
            order by a.n limit 1) end as contact, m.sender_id as actor, m.seq, null::jsonb as now
      from messages m join recount_upto u using (conversation_id)
      where m.seq <= u.upto_seq
      union all
      select h.conversation_id, h.change_seq, h.at,
        case h.kind when 'opened' then 'start' when 'assignee' then 'assign' when 'tags' then 'tag'
          else case h.after when '"resolved"' then 'end' else 'restart' end end,
        h.actor_kind, null, h.actor_id, null, h.after
      from conversation_changes h join recount_upto u using (conversation_id)
      where h.change_seq <= u.upto
        and (h.kind in ('opened', 'assignee', 'tags') or (h.kind = 'status'
          and ('"resolved"' in (h.before, h.after)) and h.before is distinct from h.after))""";

  /** What was used, and when. */
  private static final String USES =
      """
      create temporary table recount_uses on commit drop as
      select h.at, h.conversation_id, h.change_seq, f.feature
      from conversation_changes h
      join recount_upto u on u.conversation_id = h.conversation_id and u.upto >= h.change_seq
      join (values ('assignee', null::jsonb, 'assignment'), ('tags', null, 'tags'),
        ('priority', null, 'priority'), ('subject', null, 'subject'),
        ('status', '"snoozed"', 'snoozed'), ('status', '"pending"', 'pending'))
        as f (kind, after, feature)
        on f.kind = h.kind and (f.after is null or f.after = h.after)""";

  /** Which episode each event falls in, and whether it has ended before. */
  private static final String STEPS =
      """
      create temporary table recount_steps on commit drop as
      select *, episode > ended as is_open,
        max(at) filter (where what in ('start', 'restart')) over so_far as since
      from (
        select e.*,
          count(*) filter (where what in ('start', 'restart')) over so_far as episode,
          count(*) filter (where what = 'end') over before as ended
        from recount_events e
        window so_far as (partition by conversation_id order by n),
          before as (partition by conversation_id order by n
            rows between unbounded preceding and 1 preceding)) e
      window so_far as (partition by conversation_id order by n)""";

  /** What people and contacts said, between one agent's message and the next. */
  private static final String TURNS =
      """
      create temporary table recount_turns on commit drop as
      select conversation_id, episode, turn,
        min(at) filter (where by = 'contact') as asked_at,
        max(at) filter (where by = 'agent') as replied_at,
        max(n) filter (where by = 'agent') as reply_n,
        (array_agg(actor) filter (where by = 'agent'))[1] as agent_id
      from (
        select *, count(*) filter (where by = 'agent') over (
          partition by conversation_id, episode order by n
          rows between unbounded preceding and 1 preceding) as turn
        from recount_steps
        where what = 'message' and is_open and by in ('contact', 'agent')) s
      group by conversation_id, episode, turn""";

  private static final String FACTS =
      """
      create temporary table recount_facts on commit drop as
      select f.kind, f.at, f.conversation_id, f.change_seq,
        floor(extract(epoch from f.at - f.since) * 1000)::bigint as ms, f.agent_id,
        case when f.kind not in (2, 9) then c.channel end as channel,
        array(
          select jsonb_array_elements_text(t.now) from (
            select t.now from recount_events t
            where t.conversation_id = f.conversation_id and t.what = 'tag' and t.n < f.change_seq
              and f.since is not null
            order by t.n desc limit 1) t) as tags,
        f.feature
      from (
        select case what when 'start' then 1 else 2 end::smallint as kind, at, conversation_id,
          n as change_seq, null::timestamptz as since, null::uuid as agent_id,
          null as feature
        from recount_steps where what in ('start', 'restart')
        union all
        select 3, replied_at, conversation_id, reply_n, asked_at, agent_id, null
        from (
          select distinct on (conversation_id, episode) * from recount_turns
          where asked_at is not null order by conversation_id, episode, turn) t
        where replied_at is not null
        union all
        select 4, replied_at, conversation_id, reply_n, asked_at, agent_id, null
        from recount_turns where asked_at is not null and replied_at is not null
        union all
        select 5, s.at, s.conversation_id, s.n, s.since,
          coalesce(
            (select (a.now #>> '{}')::uuid from recount_events a
              where a.conversation_id = s.conversation_id and a.what = 'assign' and a.n < s.n
              order by a.n desc limit 1),
            case s.by when 'agent' then s.actor end),
          null
        from recount_steps s where s.what = 'end' and s.is_open
        union all
        select 9, at, conversation_id, change_seq, null, null, feature from recount_uses) f
      join conversations c on c.id = f.conversation_id""";

  /**
   * The times again, as much of each as was open by the hours in force when it ended: day by day on
   * the clocks of their place, less the holidays.
   */
  private static final String BUSINESS_HOURS =
      """
      insert into recount_facts (kind, at, conversation_id, change_seq, ms, tags)
      select (f.kind + 7)::smallint, f.at, f.conversation_id, f.change_seq, o.ms, '{}'
      from (
        select *, at - ms * interval '1 millisecond' as began from recount_facts
        where kind in (3, 4, 5)) f
      cross join lateral (
        select * from business_hours b where b.since <= f.at order by b.since desc limit 1) h
      cross join lateral (
        select coalesce(sum(extract(epoch from least(o.closes, f.at) - greatest(o.opens, f.began))
          * 1000), 0)::bigint as ms
        from generate_series((f.began at time zone h.timezone)::date::timestamp,
          (f.at at time zone h.timezone)::date::timestamp, interval '1 day') as d (day)
        join jsonb_to_recordset(h.week) as w (weekday int, "fromMinute" int, "toMinute" int)
          on w.weekday = extract(isodow from d.day)
        cross join lateral (
          select (d.day + w."fromMinute" * interval '1 minute') at time zone h.timezone as opens,
            (d.day + w."toMinute" * interval '1 minute') at time zone h.timezone as closes) o
        where d.day::date <> all (h.holidays)
          and least(o.closes, f.at) > greatest(o.opens, f.began)) o
      where h.timezone is not null""";

  /** A fact by each of the keys that it counts by. */
  private static final String KEYS =
      """
      create temporary table recount_keys on commit drop as
      select f.kind, f.at, f.ms, k.key from recount_facts f
      cross join lateral (
        select '' as key
        union all select 'c:' || f.channel
        union all select 'a:' || f.agent_id
        union all select 'u:' || f.feature
        union all select 't:' || tag from unnest(f.tags) as tag) k
      where k.key is not null""";

  private static final String ACTIVITY =
      """
      create temporary table recount_activity on commit drop as
      select date_bin('15 minutes', at, timestamptz 'epoch') as at, conversation_id,
        min(seq) as first_seq, max(seq) as last_seq
      from recount_events where what = 'message'
      group by 1, 2""";

  private static final String BUCKETS =
      """
      create temporary table recount_buckets on commit drop as
      with levels (level, length) as (
        values (0::smallint, interval '15 minutes'), (1, interval '1 hour'), (2, interval '24 hours'))
      select level, kind as metric, date_bin(length, at, timestamptz 'epoch') as at, key,
        count(*) as count, coalesce(sum(ms), 0)::bigint as total,
        coalesce(max(ms), 0)::bigint as longest
      from recount_keys
      cross join levels
      where level > 0 or key = '' or kind in (1, 9)
      group by 1, 2, 3, 4
      union all
      select level, 6, date_bin(length, at, timestamptz 'epoch'), 's:' || by, count(*), 0, 0
      from recount_events cross join levels
      where what = 'message' group by 1, 3, 4
      union all
      select distinct level, metric, date_bin(length, at, timestamptz 'epoch'), '', 0, 0, 0
      from recount_events cross join levels cross join (values (7), (8)) as sets (metric)
      where what = 'message' and by = 'contact'""";

  private static final String COURSES =
      """
      create temporary table recount_conversations on commit drop as
      select u.conversation_id, u.upto as change_seq, u.upto_seq as seq,
        case when l.is_open then l.since end as episode_at,
        case when l.is_open then t.first_contact_at end as first_contact_at,
        l.is_open and coalesce(t.is_answered, false) as is_answered,
        case when l.is_open then t.turn_at end as turn_at,
        coalesce(m.by = 'contact', false) as contact_spoke_last,
        a.assignee as assignee_id, coalesce(g.tags, '{}') as tags
      from recount_upto u
      join (
        select conversation_id, max(episode) as episode, max(since) as since,
          max(episode) > count(*) filter (where what = 'end') as is_open
        from recount_steps group by 1) l using (conversation_id)
      left join (
        select conversation_id, episode, min(asked_at) as first_contact_at,
          bool_or(asked_at is not null and replied_at is not null) as is_answered,
          min(asked_at) filter (where replied_at is null) as turn_at
        from recount_turns group by 1, 2) t using (conversation_id, episode)
      left join (
        select distinct on (conversation_id) conversation_id, by from recount_events
        where what = 'message' order by conversation_id, n desc) m using (conversation_id)
      left join (
        select distinct on (conversation_id) conversation_id, (now #>> '{}')::uuid as assignee
        from recount_events
        where what = 'assign' order by conversation_id, n desc) a using (conversation_id)
      left join (
        select distinct on (conversation_id) conversation_id,
          array(select jsonb_array_elements_text(now)) as tags
        from recount_events
        where what = 'tag' order by conversation_id, n desc) g using (conversation_id)""";

  /** In this order, behind {@link #AS_RECKONED} or {@link #AS_COMMITTED}. */
  static final List<String> RECOUNT =
      List.of(
          "analyze recount_upto",
          ADOPTIONS,
          "create index on recount_adoptions (conversation_id, n)",
          "analyze recount_adoptions",
          EVENTS,
          "create index on recount_events (conversation_id, n) where what = 'assign'",
          "create index on recount_events (conversation_id, n) where what = 'tag'",
          "analyze recount_events",
          STEPS,
          "analyze recount_steps",
          TURNS,
          "analyze recount_turns",
          USES,
          FACTS,
          BUSINESS_HOURS,
          KEYS,
          "create index on recount_keys (kind, at)",
          "analyze recount_keys",
          ACTIVITY,
          BUCKETS,
          COURSES,
          """
          create temporary table recount_sketches (
            level smallint, metric smallint, at timestamptz, key text, sketch bytea)
          on commit drop""");

  /** Each time by each key, in the order in which sketches are made of them. */
  static final String EACH_TIME =
      """
      select kind, at, ms, key from recount_keys where ms is not null order by kind, at""";

  /** Each message of a contact, by the contact's number and the conversation's. */
  static final String EACH_MEMBER =
      """
      select 7, e.at, k.number from recount_events e
      join analytics_contacts k on k.contact_id = coalesce(e.contact, e.actor)
      where e.what = 'message' and e.by = 'contact'
      union all
      select 8, e.at, c.number from recount_events e
      join conversations c on c.id = e.conversation_id
      where e.what = 'message' and e.by = 'contact'
      order by 1, 2""";

  static final String ADD_SKETCH = "insert into recount_sketches values (?, ?, ?, ?, ?)";

  /** What is kept and what is counted anew and differs, by table; nothing when they are equal. */
  static final String DIFFERENCES =
      """
      select * from (
        select 'facts' as what, count(*) as rows, min(d::text) as example from (
          (select kind, at, conversation_id, change_seq, ms, agent_id, channel, tags, feature
              from analytics_facts
            except all table recount_facts)
          union all
          (table recount_facts except all
            select kind, at, conversation_id, change_seq, ms, agent_id, channel, tags, feature
            from analytics_facts)) d
        union all
        select 'activity', count(*), min(d::text) from (
          (select at, conversation_id, first_seq, last_seq from analytics_activity
            except all table recount_activity)
          union all
          (table recount_activity except all
            select at, conversation_id, first_seq, last_seq from analytics_activity)) d
        union all
        select 'sums', count(*), min(d::text) from (
          (select level, metric, at, key, count, total, longest from analytics_buckets
            except all table recount_buckets)
          union all
          (table recount_buckets except all
            select level, metric, at, key, count, total, longest from analytics_buckets)) d
        union all
        select 'conversations', count(*), min(d::text) from (
          (select conversation_id, change_seq, seq, episode_at, first_contact_at, is_answered,
              turn_at, contact_spoke_last, assignee_id, tags
            from analytics_conversations except all table recount_conversations)
          union all
          (table recount_conversations except all
            select conversation_id, change_seq, seq, episode_at, first_contact_at, is_answered,
              turn_at, contact_spoke_last, assignee_id, tags
            from analytics_conversations)) d
        union all
        select 'now', count(*), min(d::text) from (
          select open_now, waiting_now from analytics_progress
          except
          select count(*) filter (where episode_at is not null),
            count(*) filter (where episode_at is not null and contact_spoke_last)
          from recount_conversations) d
      ) d where rows > 0""";

  /** Sketches that are not byte for byte what they are when made anew; they may still be equal. */
  static final String UNLIKE_SKETCHES =
      """
      select level, metric, at, key, b.sketch as kept, r.sketch as anew
      from (select * from analytics_buckets where sketch is not null) b
      full join recount_sketches r using (level, metric, at, key)
      where b.sketch is distinct from r.sketch""";

  /** How many conversations have news that are not reckoned yet. */
  static final String BEHIND =
      """
      select count(*) from conversations c
      left join analytics_conversations s on s.org_id = c.org_id and s.conversation_id = c.id
      where c.change_seq is distinct from s.change_seq""";

  /** $1 organisation. */
  static final String NUMBER_CONTACTS =
      """
      insert into analytics_contacts (org_id, contact_id, number)
      select ?::uuid, w.actor, p.contact_count + row_number() over (order by w.actor)
      from (
        select distinct coalesce(contact, actor) as actor from recount_events
        where what = 'message' and by = 'contact') w
      cross join analytics_progress p
      where not exists (select from analytics_contacts k where k.contact_id = w.actor)""";

  /**
   * Puts what was counted anew in the place of what is kept, in the order of the keys: so an index
   * is written from one end to the other, and what happened together lies together.
   */
  static List<String> replace(String org) {
    return List.of(
        "delete from analytics_facts",
        "insert into analytics_facts select '%s', * from recount_facts order by kind, at"
            .formatted(org),
        "delete from analytics_activity",
        "insert into analytics_activity select '%s', * from recount_activity order by at, conversation_id"
            .formatted(org),
        "delete from analytics_conversations",
        "insert into analytics_conversations select '%s', * from recount_conversations order by 2"
            .formatted(org),
        "delete from analytics_buckets",
        """
        insert into analytics_buckets
        select '%s', level, metric, at, key, b.count, b.total, b.longest, r.sketch
        from recount_buckets b left join recount_sketches r using (level, metric, at, key)
        order by level, metric, at"""
            .formatted(org),
        """
        update analytics_progress set
          open_now = (select count(*) from recount_conversations where episode_at is not null),
          waiting_now = (select count(*) from recount_conversations
            where episode_at is not null and contact_spoke_last),
          contact_count = (select count(*) from analytics_contacts),
          swept_at = (
            select updated_at from conversations order by active_slot desc, updated_at desc limit 1)""");
  }
}
