package dev.campfire.analytics;

/**
 * The statements of the reckoning. As everywhere, row-level security says which organisation is
 * read; a row of a key is asked for as the first of a range in the order of its index, since the
 * plan that is kept may have been made while the tables were empty, when every index looks alike.
 */
final class ReckoningSql {
  private ReckoningSql() {}

  /** Organisations with a conversation that changed after a time; null: with any. $1 the time. */
  static final String CHANGED_ORGANIZATIONS = "select orgs_changed_since($1) as org_id";

  /** $1 organisation. */
  static final String START_PROGRESS =
      "insert into analytics_progress (org_id) values ($1) on conflict do nothing";

  /** Lets one batch of the organisation be reckoned at a time; no row: another is under way. */
  static final String LOCK_PROGRESS =
      "select open_now, waiting_now, swept_at, announced_at from analytics_progress"
          + " for update skip locked";

  /** The same without the lock. */
  static final String READ_PROGRESS = "select swept_at from analytics_progress";

  /**
   * The conversations that changed next after a place in the order of their last change, each with
   * its course so far; those without news too. $1, $2 the place, $3 how many.
   */
  static final String NEXT_CONVERSATIONS =
      """
      select c.id, c.number, c.channel, c.change_seq as head, c.last_seq, c.updated_at,
        coalesce(s.change_seq, 0) as change_seq, coalesce(s.seq, 0) as seq, s.episode_at,
        s.first_contact_at, coalesce(s.is_answered, false) as is_answered, s.turn_at,
        coalesce(s.contact_spoke_last, false) as contact_spoke_last, s.assignee_id, s.tags
      from (
        select c.org_id, c.id, c.number, c.channel, c.change_seq, c.last_seq, c.updated_at
        from conversations c
        where c.active_slot >= activity_slot($1::timestamptz)
          and (c.updated_at, c.id) > ($1::timestamptz, $2)
        order by c.active_slot, c.updated_at, c.id limit $3) c
      left join lateral (
        select * from analytics_conversations s
        where s.org_id = c.org_id and s.conversation_id between c.id and c.id
        order by s.conversation_id limit 1) s on true
      order by c.updated_at, c.id""";

  /**
   * Who sent {@code m}, as it was then: an anonymous contact's messages become another's when they
   * turn out to be somebody, and what they were counted for stays. {@code m.n} is the number that
   * it was sent under, a column of a sub-select that is not merged: row-level security keeps any
   * expression that might tell something of a row out of the conditions of an index.
   */
  static final String SENDER =
      """
      case m.sender_kind when 'contact' then coalesce((
        select (h.before #>> '{}')::uuid from conversation_changes h
        where h.org_id = m.org_id and h.conversation_id = m.conversation_id
          and h.change_seq > m.n and h.kind = 'contact'
        order by h.org_id, h.conversation_id, h.change_seq limit 1), m.sender_id)
      else m.sender_id end""";

  /**
   * Messages of conversations, in their order. $1 conversations, $2 after which {@code seq}, $3 up
   * to which, $4 how many of each.
   */
  static final String MESSAGES =
      """
      select m.conversation_id, m.seq, m.n as change_seq, m.sent_at as at, m.sender_kind as by,
        %s as actor
      from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as i (id, after, upto)
      cross join lateral (
        select m.*, coalesce(m.sent_change_seq, m.change_seq) as n from messages m
        where m.conversation_id = i.id and m.seq > i.after and m.seq <= i.upto
        order by m.seq limit $4) m"""
          .formatted(SENDER);

  /**
   * Changes of conversations, in their order. $1 conversations, $2 after which change, $3 up to
   * which, $4 how many of each. A status that stays unresolved, or resolved, begins and ends no
   * episode.
   */
  static final String CHANGES =
      """
      select h.conversation_id, h.change_seq, h.at, h.actor_kind as by, h.actor_id as actor,
        case
          when h.kind = 'opened' then 'OPENED'
          when h.kind = 'assignee' then 'ASSIGNED'
          when h.kind = 'tags' then 'TAGGED'
          when h.kind <> 'status' or h.before is not distinct from h.after then 'OTHER'
          when h.after = '"resolved"' then 'RESOLVED'
          when h.before = '"resolved"' then 'REOPENED'
          else 'OTHER'
        end as what,
        case when h.kind = 'assignee' then (h.after #>> '{}')::uuid end as assignee,
        case when h.kind = 'tags' then array(select jsonb_array_elements_text(h.after)) end as tags,
        case
          when h.kind = 'assignee' then 'assignment'
          when h.kind in ('tags', 'priority', 'subject') then h.kind
          when h.kind = 'status' and h.after in ('"snoozed"', '"pending"') then h.after #>> '{}'
        end as feature
      from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as i (id, after, upto)
      cross join lateral (
        select * from conversation_changes h
        where h.conversation_id = i.id and h.change_seq > i.after and h.change_seq <= i.upto
        order by h.change_seq limit $4) h""";

  /**
   * Numbers contacts that have none yet, and answers all their numbers. Runs behind {@link
   * #LOCK_PROGRESS}. $1 organisation, $2 contacts.
   */
  static final String NUMBER_CONTACTS =
      """
      with wanted as (
        select distinct id from unnest($2::uuid[]) as w (id)
      ), known as (
        select w.id, k.number
        from wanted w
        left join lateral (
          select number from analytics_contacts k
          where k.contact_id between w.id and w.id
          order by k.org_id, k.contact_id limit 1) k on true
      ), fresh as (
        insert into analytics_contacts (org_id, contact_id, number)
        select $1::uuid, k.id, p.contact_count + row_number() over (order by k.id)
        from known k cross join analytics_progress p
        where k.number is null
        returning contact_id, number
      ), counted as (
        update analytics_progress set contact_count = contact_count + (select count(*) from fresh)
        where exists (select from fresh)
      )
      select contact_id, number from fresh
      union all
      select id, number from known where number is not null""";

  /** All business hours that the organisation has had, ascending. */
  static final String HOURS =
      "select since, timezone, week, holidays from business_hours order by since";

  /** The sketches of sums. $1 levels, $2 metrics, $3 times, $4 keys. */
  static final String SKETCHES =
      """
      select b.level, b.metric, b.at, b.key, b.sketch
      from unnest($1::smallint[], $2::smallint[], $3::timestamptz[], $4::text[])
        as i (level, metric, at, key)
      cross join lateral (
        select * from analytics_buckets b
        where b.level = i.level and b.metric = i.metric and b.at = i.at
          and b.key between i.key and i.key
        order by b.level, b.metric, b.at, b.key limit 1) b""";

  /**
   * Adds to sums. $1 organisation, $2 levels, $3 metrics, $4 times, $5 keys, $6 counts, $7 totals,
   * $8 longest, $9 sketches, which replace.
   */
  static final String ADD_TO_BUCKETS =
      """
      insert into analytics_buckets as b
        (org_id, level, metric, at, key, count, total, longest, sketch)
      select $1::uuid, i.*
      from unnest($2::smallint[], $3::smallint[], $4::timestamptz[], $5::text[], $6::bigint[],
        $7::bigint[], $8::bigint[], $9::bytea[]) as i
      on conflict (org_id, level, metric, at, key) do update
        set count = b.count + excluded.count, total = b.total + excluded.total,
          longest = greatest(b.longest, excluded.longest),
          sketch = coalesce(excluded.sketch, b.sketch)""";

  /**
   * $1 organisation, $2 kinds, $3 times, $4 conversations, $5 changes, $6 lengths, $7 agents, $8
   * channels, $9 lists of tags as JSON, $10 features.
   */
  static final String ADD_FACTS =
      """
      insert into analytics_facts
        (org_id, kind, at, conversation_id, change_seq, ms, agent_id, channel, tags, feature)
      select $1::uuid, kind, at, conversation, change, ms, agent, channel,
        array(select jsonb_array_elements_text(tags::jsonb)), feature
      from unnest($2::smallint[], $3::timestamptz[], $4::uuid[], $5::bigint[], $6::bigint[],
        $7::uuid[], $8::text[], $9::text[], $10::text[])
        as i (kind, at, conversation, change, ms, agent, channel, tags, feature)""";

  /** $1 organisation, $2 quarters, $3 conversations, $4 first and $5 last {@code seq} in them. */
  static final String ADD_ACTIVITY =
      """
      insert into analytics_activity as a (org_id, at, conversation_id, first_seq, last_seq)
      select $1::uuid, i.* from unnest($2::timestamptz[], $3::uuid[], $4::bigint[], $5::bigint[]) as i
      on conflict (org_id, at, conversation_id) do update
        set last_seq = greatest(a.last_seq, excluded.last_seq)""";

  /**
   * Keeps how far conversations have come. $1 organisation, $2 conversations, $3 changes, $4
   * messages, $5 episodes, $6 first messages, $7 whether answered, $8 turns, $9 whether the contact
   * spoke last, $10 assignees, $11 lists of tags as JSON.
   */
  static final String KEEP_COURSES =
      """
      insert into analytics_conversations
        (org_id, conversation_id, change_seq, seq, episode_at, first_contact_at, is_answered, turn_at,
          contact_spoke_last, assignee_id, tags)
      select $1::uuid, conversation, change, seq, episode, first, answered, turn, contact, assignee,
        array(select jsonb_array_elements_text(tags::jsonb))
      from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[],
        $7::boolean[], $8::timestamptz[], $9::boolean[], $10::uuid[], $11::text[])
        as i (conversation, change, seq, episode, first, answered, turn, contact, assignee, tags)
      on conflict (org_id, conversation_id) do update
        set change_seq = excluded.change_seq, seq = excluded.seq, episode_at = excluded.episode_at,
          first_contact_at = excluded.first_contact_at, is_answered = excluded.is_answered,
          turn_at = excluded.turn_at, contact_spoke_last = excluded.contact_spoke_last,
          assignee_id = excluded.assignee_id, tags = excluded.tags""";

  /** $1 by how many more are open, $2 wait, $3 when it was announced. */
  static final String MOVE_PROGRESS =
      """
      update analytics_progress
      set open_now = open_now + $1, waiting_now = waiting_now + $2, announced_at = $3
      returning open_now, waiting_now""";

  /** $1 when the look at everything began. */
  static final String KEEP_SWEEP =
      "update analytics_progress set swept_at = greatest(swept_at, $1)";
}
