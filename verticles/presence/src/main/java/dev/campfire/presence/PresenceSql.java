package dev.campfire.presence;

/**
 * Every statement of presence. Those of one organisation do not name it where they read: the door
 * entered it.
 */
final class PresenceSql {
  private PresenceSql() {}

  private static final String AGENT_COLUMNS =
      "p.org_id, p.user_id, p.full_name, p.availability, p.is_online, p.last_seen_at";

  private static final String IS_AVAILABLE =
      """
      exists (
        select 1 from profiles p
        where p.is_online and p.availability = 'online' and p.disabled_at is null
      """;

  /** The organisation's agents, by name. */
  static final String AGENTS =
      "select "
          + AGENT_COLUMNS
          + """
             from profiles p
            where p.disabled_at is null
            order by p.full_name, p.user_id""";

  /** The same, and how many conversations each has that are not resolved. */
  static final String WORKLOADS =
      "select "
          + AGENT_COLUMNS
          + """
            , (
              select count(*) from conversations c
              where c.org_id = p.org_id and c.assignee_id = p.user_id and c.status <> 'resolved'
            ) as open_conversations
            from profiles p
            where p.disabled_at is null
            order by p.full_name, p.user_id""";

  /** Whether an agent of the organisation is connected and chose to be online. */
  static final String AVAILABLE = "select " + IS_AVAILABLE + ") as available";

  /** One of them. $1 agent. */
  static final String AGENT =
      "select " + AGENT_COLUMNS + " from profiles p where p.user_id = $1 and p.disabled_at is null";

  /** $1 agent, $2 what they choose, $3 now. */
  static final String CHOOSE =
      """
      update profiles set availability = $2, is_auto_away = false,
        last_active_at = greatest(last_active_at, $3)
      where user_id = $1 and disabled_at is null
      returning true as is_told""";

  /**
   * Makes an agent away, or online again, and remembers when they were active, to half a minute.
   * Who is as they are to be is not written, and not locked either. Two at a time: the second waits
   * for the first, and then looks at what that has left. $1 agent, $2 when they were active on the
   * device that reports, $3 who was active last then, or earlier, is away.
   */
  static final String FOLLOW =
      """
      update profiles p set
        last_active_at = was.active_at,
        availability = case when leaves then 'away' when returns then 'online'
          else p.availability end,
        is_auto_away = leaves or (p.is_auto_away and not returns)
      from (
        select user_id, active_at, leaves, returns
        from profiles,
          lateral (select greatest(last_active_at, $2) as active_at) as known,
          lateral (select
            availability = 'online' and active_at <= $3 as leaves,
            availability = 'away' and is_auto_away and active_at > $3 as returns) as rule
        where user_id = $1 and disabled_at is null and (
          leaves or returns
          or last_active_at is null or last_active_at < $2 - interval '30 seconds')
        for update of profiles) as was
      where p.user_id = was.user_id
      returning leaves or returns as is_told""";

  /** The same of several organisations. $1 organisations. */
  static final String AVAILABLE_IN =
      "select o.org_id, "
          + IS_AVAILABLE
          + " and p.org_id = o.org_id) as available from unnest($1::uuid[]) as o (org_id)";

  // $1 organisations, $2 people, $3 whether each is online, $4 when they were seen, or null.

  private static final String SEEN =
      "unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[])"
          + " as i (org_id, id, is_online, seen_at)";

  /** Writes which agents are connected. Who is already written so is left alone. */
  static final String WRITE_AGENTS =
      "update profiles p set is_online = i.is_online,"
          + " last_seen_at = greatest(p.last_seen_at, i.seen_at) from "
          + SEEN
          + " where p.org_id = i.org_id and p.user_id = i.id and p.is_online <> i.is_online";

  /** Writes which contacts are connected. */
  static final String WRITE_CONTACTS =
      "update contacts c set is_online = i.is_online,"
          + " last_seen_at = greatest(c.last_seen_at, i.seen_at) from "
          + SEEN
          + " where c.org_id = i.org_id and c.id = i.id and c.is_online <> i.is_online";

  /** Agents as they are now. $1 organisations, $2 agents. */
  static final String AGENTS_OF =
      "select "
          + AGENT_COLUMNS
          + """
             from unnest($1::uuid[], $2::uuid[]) as i (org_id, id)
            join profiles p on p.org_id = i.org_id and p.user_id = i.id
            where p.disabled_at is null
            order by p.full_name, p.user_id""";

  static final String ORGS_WITH_PEOPLE_ONLINE = "select orgs_with_people_online() as org_id";

  /**
   * Agents whose rows are wrong. $1 organisations; $2, $3 organisation and id of each who is
   * online.
   */
  static final String WRONG_AGENTS =
      """
      with online as materialized (
        select * from unnest($2::uuid[], $3::uuid[]) as i (org_id, id))
      select p.org_id, p.user_id as id from unnest($1::uuid[]) as o (org_id)
      join profiles p on p.org_id = o.org_id and p.is_online
      where not exists (select 1 from online i where i.org_id = p.org_id and i.id = p.user_id)
      union all
      select p.org_id, p.user_id from online i
      join profiles p on p.org_id = i.org_id and p.user_id = i.id and not p.is_online""";

  /** Contacts whose rows are wrong; who has none is not. As {@link #WRONG_AGENTS}. */
  static final String WRONG_CONTACTS =
      """
      with online as materialized (
        select * from unnest($2::uuid[], $3::uuid[]) as i (org_id, id))
      select c.org_id, c.id from unnest($1::uuid[]) as o (org_id)
      join contacts c on c.org_id = o.org_id and c.is_online
      where not exists (select 1 from online i where i.org_id = c.org_id and i.id = c.id)
      union all
      select c.org_id, c.id from online i
      join contacts c on c.org_id = i.org_id and c.id = i.id and not c.is_online""";

  static final String WATCHED_AT = "select watched_at from presence_watch";

  /** $1 now. */
  static final String WATCH = "update presence_watch set watched_at = $1";
}
