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
      select s.conversation_id, c.number, c.channel, s.change_seq as upto, s.seq as upto_seq
      from analytics_conversations s
      join conversations c on c.org_id = s.org_id and c.id = s.conversation_id""";

  /** Up to where each conversation counts: all that is committed. */
  static final String AS_COMMITTED =
      """
      create temporary table recount_upto on commit drop as
      select id as conversation_id, number, channel, change_seq as upto, last_seq as upto_seq
      from conversations""";

  /**
   * Where a contact turned out to be somebody else, whose their messages are by now; later than
   * what is reckoned too.
   */
  private static final String ADOPTIONS =
      """
      create temporary table recount_adoptions on commit drop as
      select u.number, h.change_seq as n, (h.before #>> '{}')::uuid as contact_id
      from conversation_changes h join recount_upto u using (conversation_id)
      where h.kind = 'contact'""";

  /**
   * All that happens to conversations, with what had happened before and with it, by one sort: all
   * windows are over the same order. Assignee and tags are told by the change that set them.
   */
  private static final String STEPS =
      """
      create temporary table recount_steps on commit drop as
      select number, conversation_id, channel, n, at, what, by, who, seq, value, since, episode, turn,
        assigned_n, tagged_n, contact_said_n = said_n as contact_spoke_last, episode > ended as is_open,
        is_last
      from (
        select e.*,
          count(*) filter (where is_start) over so_far as episode,
          max(at) filter (where is_start) over so_far as since,
          count(*) filter (where is_end) over so_far - is_end::int as ended,
          count(*) filter (where is_reply) over so_far - is_reply::int as turn,
          max(n) filter (where what = 'assign') over so_far as assigned_n,
          max(n) filter (where what = 'tag') over so_far as tagged_n,
          max(n) filter (where what = 'message') over so_far as said_n,
          max(n) filter (where what = 'message' and by = 'contact') over so_far as contact_said_n,
          lead(n) over so_far is null as is_last
        from (
          select u.number, u.conversation_id, u.channel,
            coalesce(m.sent_change_seq, m.change_seq) as n, m.sent_at as at, 'message' as what,
            m.sender_kind as by,
            coalesce(
              case when m.sender_kind = 'contact' and a.number is not null then (
                select a.contact_id from recount_adoptions a
                where a.number = u.number and a.n > coalesce(m.sent_change_seq, m.change_seq)
                order by a.n limit 1) end,
              m.sender_id) as who,
            m.seq, null::jsonb as value, false as is_start, false as is_end,
            m.sender_kind = 'agent' as is_reply
          from messages m join recount_upto u using (conversation_id)
          left join (select distinct number from recount_adoptions) a using (number)
          where m.seq <= u.upto_seq
          union all
          select u.number, u.conversation_id, u.channel, h.change_seq, h.at, k.what, h.actor_kind,
            h.actor_id, null, case when k.what in ('assign', 'tag') then h.after end,
            k.what in ('start', 'restart'), k.what = 'end', false
          from conversation_changes h join recount_upto u using (conversation_id)
          cross join lateral (
            select case
              when h.kind = 'opened' then 'start'
              when h.kind = 'assignee' then 'assign'
              when h.kind = 'tags' then 'tag'
              when h.kind <> 'status' or h.before is not distinct from h.after then null
              when h.after = '"resolved"' then 'end'
              when h.before = '"resolved"' then 'restart' end as what) k
          where h.change_seq <= u.upto and k.what is not null) e
        window so_far as (partition by number order by n rows unbounded preceding)) e""";

  /** What assignee and tags were set to. */
  private static final String VALUES =
      """
      create temporary table recount_values on commit drop as
      select number, n, value from recount_steps where what in ('assign', 'tag')""";

  /** What people and contacts said, between one agent's message and the next. */
  private static final String TURNS =
      """
      create temporary table recount_turns on commit drop as
      select number, conversation_id, channel, episode, turn,
        min(at) filter (where by = 'contact') as asked_at,
        max(at) filter (where by = 'agent') as replied_at,
        max(n) filter (where by = 'agent') as reply_n,
        max(tagged_n) filter (where by = 'agent') as tagged_n,
        (array_agg(who) filter (where by = 'agent'))[1] as agent_id
      from recount_steps
      where what = 'message' and is_open and by in ('contact', 'agent')
      group by number, conversation_id, channel, episode, turn""";

  /** What became of what the contact asked. */
  private static final String EPISODES =
      """
      create temporary table recount_episodes on commit drop as
      select number, episode, min(turn) as first_turn, min(asked_at) as first_contact_at,
        bool_or(replied_at is not null) as is_answered,
        min(asked_at) filter (where replied_at is null) as turn_at
      from recount_turns where asked_at is not null
      group by number, episode""";

  /** Whole milliseconds: an epoch is a double, whose microseconds are exact once rounded. */
  private static final String FACTS =
      """
      create temporary table recount_facts on commit drop as
      select f.kind, f.at, f.conversation_id, f.n as change_seq,
        round(date_part('epoch', f.at - f.since) * 1000000)::bigint / 1000 as ms, f.agent_id,
        case when f.kind not in (2, 9) then f.channel end as channel,
        case when t.value is null then '{}' else array(select jsonb_array_elements_text(t.value)) end
          as tags,
        f.feature
      from (
        select case s.what when 'start' then 1 when 'restart' then 2 else 5 end::smallint as kind,
          s.at, s.number, s.conversation_id, s.channel, s.n,
          case when s.what = 'end' then s.since end as since,
          case when s.what = 'end' then
            coalesce((a.value #>> '{}')::uuid, case s.by when 'agent' then s.who end) end as agent_id,
          case when s.what = 'end' then s.tagged_n end as tagged_n, null as feature
        from recount_steps s
        left join recount_values a
          on s.what = 'end' and a.number = s.number and a.n = s.assigned_n
        where s.what in ('start', 'restart') or (s.what = 'end' and s.is_open)
        union all
        select 3, replied_at, number, conversation_id, channel, reply_n, asked_at, agent_id, tagged_n,
          null
        from recount_turns t join recount_episodes e using (number, episode)
        where t.turn = e.first_turn and t.replied_at is not null
        union all
        select 4, replied_at, number, conversation_id, channel, reply_n, asked_at, agent_id, tagged_n,
          null
        from recount_turns where asked_at is not null and replied_at is not null
        union all
        select 9, h.at, u.number, u.conversation_id, null, h.change_seq, null, null, null, f.feature
        from conversation_changes h
        join recount_upto u on u.conversation_id = h.conversation_id and u.upto >= h.change_seq
        join (values ('assignee', null::jsonb, 'assignment'), ('tags', null, 'tags'),
          ('priority', null, 'priority'), ('subject', null, 'subject'),
          ('status', '"snoozed"', 'snoozed'), ('status', '"pending"', 'pending'))
          as f (kind, after, feature)
          on f.kind = h.kind and (f.after is null or f.after = h.after)) f
      left join recount_values t on t.number = f.number and t.n = f.tagged_n""";

  /**
   * Each opening by each of the business hours, on the clocks of their place and less the holidays,
   * over the days that they are asked for. In the hour that clocks leave out one may end before it
   * begins.
   */
  private static final String OPENINGS =
      """
      create temporary table recount_openings on commit drop as
      select h.since, o.opens, o.closes
      from (
        select since, lead(since, 1, 'infinity') over (order by since) as until, timezone, week,
          holidays
        from business_hours) h
      cross join lateral (
        select min(at - ms * interval '1 millisecond') as first, max(at) as last
        from recount_facts f
        where f.ms is not null and f.at >= h.since and f.at < h.until) f
      cross join lateral generate_series((f.first at time zone h.timezone)::date::timestamp,
        (f.last at time zone h.timezone)::date::timestamp, interval '1 day') as d (day)
      join jsonb_to_recordset(h.week) as w (weekday int, "fromMinute" int, "toMinute" int)
        on w.weekday = extract(isodow from d.day)
      cross join lateral (
        select (d.day + w."fromMinute" * interval '1 minute') at time zone h.timezone as opens,
          (d.day + w."toMinute" * interval '1 minute') at time zone h.timezone as closes) o
      where d.day::date <> all (h.holidays) and o.closes > o.opens""";

  /**
   * The times again, as much of each as was open by the hours in force when it ended. No opening is
   * longer than a day of 25 hours, so those that began two days before are over.
   */
  private static final String BUSINESS_HOURS =
      """
      insert into recount_facts (kind, at, conversation_id, change_seq, ms, tags)
      select (f.kind + 7)::smallint, f.at, f.conversation_id, f.change_seq,
        (select coalesce(sum(floor(
            extract(epoch from least(o.closes, f.at) - greatest(o.opens, f.began)) * 1000)), 0)
          from recount_openings o
          where o.since = h.since and o.opens < f.at and o.closes > f.began
            and o.opens > f.began - interval '2 days')::bigint,
        '{}'
      from (
        select *, at - ms * interval '1 millisecond' as began from recount_facts
        where kind in (3, 4, 5)) f
      join (
        select since, lead(since, 1, 'infinity') over (order by since) as until, timezone
        from business_hours) h on f.at >= h.since and f.at < h.until
      where h.timezone is not null""";

  /**
   * What happened in each quarter of an hour, apart by all that it counts by, and for times each of
   * them.
   */
  private static final String QUARTERS =
      """
      create temporary table recount_quarters on commit drop as
      select kind as metric, date_bin('15 minutes', at, timestamptz 'epoch') as at,
        array_remove(array['', 'c:' || channel, 'a:' || agent_id, 'u:' || feature], null)
          || array(select 't:' || tag from unnest(tags) as tag) as keys,
        count(*) as count, coalesce(sum(ms), 0)::bigint as total,
        coalesce(max(ms), 0)::bigint as longest,
        array_agg(ms) filter (where ms is not null) as times
      from recount_facts
      group by kind, 2, channel, agent_id, feature, tags
      union all
      select 6, date_bin('15 minutes', at, timestamptz 'epoch'), array['s:' || by], count(*), 0, 0,
        null
      from recount_steps where what = 'message'
      group by 2, by""";

  private static final String ACTIVITY =
      """
      create temporary table recount_activity on commit drop as
      select date_bin('15 minutes', at, timestamptz 'epoch') as at, conversation_id,
        min(seq) as first_seq, max(seq) as last_seq
      from recount_steps where what = 'message'
      group by 1, 2""";

  /** Every key of hours, and of quarters those that a report asks for; days from hours. */
  private static final String BUCKETS =
      """
      create temporary table recount_buckets on commit drop as
      with hours as materialized (
        select metric, date_bin('1 hour', at, timestamptz 'epoch') as at, key,
          sum(count)::bigint as count, sum(total)::bigint as total, max(longest) as longest
        from recount_quarters cross join unnest(keys) as key
        group by 1, 2, 3
      ), sums as (
        select 0::smallint as level, metric, at, key, sum(count)::bigint as count,
          sum(total)::bigint as total, max(longest) as longest
        from recount_quarters cross join unnest(keys) as key
        where key = '' or metric in (1, 6, 9)
        group by 2, 3, 4
        union all
        select 1, * from hours
        union all
        select 2, metric, date_bin('24 hours', at, timestamptz 'epoch'), key, sum(count)::bigint,
          sum(total)::bigint, max(longest)
        from hours
        group by 2, 3, 4
      )
      select * from sums
      union all
      select level, sets.metric, at, '', 0, 0, 0
      from sums cross join (values (7), (8)) as sets (metric)
      where sums.metric = 6 and key = 's:contact'""";

  private static final String COURSES =
      """
      create temporary table recount_conversations on commit drop as
      select u.conversation_id, u.upto as change_seq, u.upto_seq as seq,
        case when l.is_open then l.since end as episode_at,
        case when l.is_open then e.first_contact_at end as first_contact_at,
        l.is_open and coalesce(e.is_answered, false) as is_answered,
        case when l.is_open then e.turn_at end as turn_at,
        coalesce(l.contact_spoke_last, false) as contact_spoke_last,
        (a.value #>> '{}')::uuid as assignee_id,
        array(select jsonb_array_elements_text(t.value)) as tags
      from recount_upto u
      join (
        select number, episode, since, assigned_n, tagged_n, contact_spoke_last,
          is_open and what <> 'end' as is_open
        from recount_steps where is_last) l using (number)
      left join recount_episodes e using (number, episode)
      left join recount_values a on a.number = u.number and a.n = l.assigned_n
      left join recount_values t on t.number = u.number and t.n = l.tagged_n""";

  /** In this order, behind {@link #AS_RECKONED} or {@link #AS_COMMITTED}. */
  static final List<String> RECOUNT =
      List.of(
          "analyze recount_upto",
          ADOPTIONS,
          "create index on recount_adoptions (number, n)",
          "analyze recount_adoptions",
          STEPS,
          "analyze recount_steps",
          VALUES,
          "analyze recount_values",
          TURNS,
          "analyze recount_turns",
          EPISODES,
          "analyze recount_episodes",
          FACTS,
          "analyze recount_facts",
          OPENINGS,
          "create index on recount_openings (since, opens)",
          "analyze recount_openings",
          BUSINESS_HOURS,
          QUARTERS,
          "analyze recount_quarters",
          ACTIVITY,
          BUCKETS,
          COURSES,
          """
          create temporary table recount_sketches (
            level smallint, metric smallint, at timestamptz, key text, sketch bytea)
          on commit drop""");

  /** All times by the keys that they count by, in the order in which sketches are made of them. */
  static final String EACH_TIME =
      """
      select metric, at, keys, times from recount_quarters where times is not null
      order by metric, at""";

  /** The contacts, by their numbers, and the conversations that a contact wrote in. */
  static final String EACH_MEMBER =
      """
      select 7 as metric, date_bin('15 minutes', s.at, timestamptz 'epoch') as at,
        array_agg(k.number) as numbers
      from recount_steps s join analytics_contacts k on k.contact_id = s.who
      where s.what = 'message' and s.by = 'contact'
      group by 2
      union all
      select 8, date_bin('15 minutes', at, timestamptz 'epoch'), array_agg(number::int)
      from recount_steps where what = 'message' and by = 'contact'
      group by 2
      order by 1, 2""";

  static final String ADD_SKETCH = "insert into recount_sketches values (?, ?, ?, ?, ?)";

  private static String differences(String what, String kept, String recounted, String columns) {
    return """
        select '%1$s' as what, count(*) as rows, min(d::text) as example from (
          select sum(side) as side, %4$s from (
            select 1 as side, %4$s from %2$s
            union all
            select -1, %4$s from %3$s) both_sides
          group by %4$s having sum(side) <> 0) d
        having count(*) > 0"""
        .formatted(what, kept, recounted, columns);
  }

  /**
   * What is kept (side 1) and what is counted anew (-1) and differs, by table: each a row, or none
   * when they are equal. A row on both sides adds up to nothing, so each side is read once.
   */
  static final List<String> DIFFERENCES =
      List.of(
          differences(
              "facts",
              "analytics_facts",
              "recount_facts",
              "kind, at, conversation_id, change_seq, ms, agent_id, channel, tags, feature"),
          differences(
              "activity",
              "analytics_activity",
              "recount_activity",
              "at, conversation_id, first_seq, last_seq"),
          differences(
              "sums",
              "analytics_buckets",
              "recount_buckets",
              "level, metric, at, key, count, total, longest"),
          differences(
              "conversations",
              "analytics_conversations",
              "recount_conversations",
              "conversation_id, change_seq, seq, episode_at, first_contact_at, is_answered, turn_at,"
                  + " contact_spoke_last, assignee_id, tags"),
          """
          select 'now' as what, count(*) as rows, min(d::text) as example from (
            select open_now, waiting_now from analytics_progress
            except
            select count(*) filter (where episode_at is not null),
              count(*) filter (where episode_at is not null and contact_spoke_last)
            from recount_conversations) d
          having count(*) > 0""");

  /** Sketches that are not byte for byte what they are when made anew; they may still be equal. */
  static final String UNLIKE_SKETCHES =
      """
      select level, metric, at, key, b.sketch as kept, r.sketch as anew
      from (select * from analytics_buckets where sketch is not null) b
      full join recount_sketches r using (level, metric, at, key)
      where b.sketch is distinct from r.sketch""";

  /** $1 organisation. */
  static final String NUMBER_CONTACTS =
      """
      insert into analytics_contacts (org_id, contact_id, number)
      select ?::uuid, w.actor, p.contact_count + row_number() over (order by w.actor)
      from (
        select distinct who as actor from recount_steps
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
