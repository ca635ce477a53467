package dev.campfire.analytics;

/** The statement of ratings. */
final class RatingSql {
  private RatingSql() {}

  /**
   * Rates the episode that was resolved last. It is asked of what is committed and not of what is
   * reckoned, so that a rating may follow the resolution at once. The same again changes nothing
   * and is accepted at any time.
   *
   * <p>$1 organisation, $2 conversation, $3 contact whose it must be, $4 score, $5 comment, $6 now,
   * $7 from when on a first rating may be replaced.
   */
  static final String RATE =
      """
      with asked as (
        select c.org_id, c.id, c.status,
          r.change_seq as resolution_seq,
          coalesce(a.assignee_id, case when r.actor_kind = 'agent' then r.actor_id end) as agent_id
        from conversations c
        left join lateral (
          select h.change_seq, h.actor_kind, h.actor_id from conversation_changes h
          where h.org_id = c.org_id and h.conversation_id = c.id and h.kind = 'status'
            and h.after = '"resolved"'
          order by h.change_seq desc limit 1) r on true
        left join lateral (
          select (h.after #>> '{}')::uuid as assignee_id from conversation_changes h
          where h.org_id = c.org_id and h.conversation_id = c.id and h.kind = 'assignee'
            and h.change_seq < r.change_seq
          order by h.change_seq desc limit 1) a on true
        where c.id = $2 and c.contact_id = $3
      ), rated as (
        insert into ratings as g
          (org_id, conversation_id, resolution_seq, score, comment, agent_id, rated_at)
        select $1::uuid, q.id, q.resolution_seq, $4::int, $5::text,
          (select p.user_id from profiles p where p.org_id = q.org_id and p.user_id = q.agent_id),
          $6::timestamptz
        from asked q
        where q.status = 'resolved' and q.resolution_seq is not null
        on conflict (org_id, conversation_id, resolution_seq) do update
          set score = excluded.score, comment = excluded.comment,
            replaced_at = case
              when g.score = excluded.score and g.comment is not distinct from excluded.comment
              then g.replaced_at else excluded.rated_at end
          where g.rated_at >= $7
            or (g.score = excluded.score and g.comment is not distinct from excluded.comment)
        returning 1
      )
      select case
        when exists (select from rated) then 'rated'
        when q.status <> 'resolved' or q.resolution_seq is null then 'open'
        else 'kept'
      end as outcome
      from asked q""";
}
