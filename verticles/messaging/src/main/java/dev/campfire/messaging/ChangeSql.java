package dev.campfire.messaging;

/** The statements that change a conversation or a message, each under its row's lock. */
final class ChangeSql {
  private ChangeSql() {}

  /**
   * Takes a conversation's row: numbers are given under this lock alone. What follows in the
   * transaction sees what the holder before committed. $1 conversation.
   */
  static final String LOCK = "select 1 from conversations where id = $1 for no key update";

  /** An agent who can be given work. $1 their id. */
  static final String FIND_AGENT =
      "select 1 from profiles where user_id = $1 and disabled_at is null";

  /**
   * Writes what differs, each with the next number, and answers it in the order of the numbers.
   *
   * <p>$1 conversation, $2 now, $3 who, $4 of which kind, $5 status, $6 snoozed until, $7 priority,
   * $8 tags, $9 whether the assignee is given, $10 the assignee, $11 subject; null leaves as it is.
   */
  static final String UPDATE =
      """
      with wanted as (
        select c.*, greatest($2::timestamptz, c.updated_at) as at,
          coalesce($5::text, c.status) as new_status,
          case when coalesce($5, c.status) = 'snoozed'
            then coalesce($6::timestamptz, c.snoozed_until) end as new_snoozed_until,
          coalesce($7::text, c.priority) as new_priority,
          coalesce($8::text[], c.tags) as new_tags,
          case when $9::boolean
            then (select p.user_id from profiles p
              where p.user_id = $10::uuid and p.disabled_at is null)
            else c.assignee_id end as new_assignee_id,
          coalesce($11::text, c.subject) as new_subject
        from conversations c where c.id = $1
      ), changes as (
        select w.org_id, w.id, w.at, w.new_snoozed_until, part.*,
          w.change_seq + row_number() over (order by part.place) as new_change_seq
        from wanted w
        cross join lateral (values
          (1, 'status', to_jsonb(status), to_jsonb(new_status),
            (status, snoozed_until) is distinct from (new_status, new_snoozed_until)),
          (2, 'priority', to_jsonb(priority), to_jsonb(new_priority), priority <> new_priority),
          (3, 'tags', to_jsonb(tags), to_jsonb(new_tags), tags <> new_tags),
          (4, 'assignee', to_jsonb(assignee_id), to_jsonb(new_assignee_id),
            assignee_id is distinct from new_assignee_id),
          (5, 'subject', to_jsonb(subject), to_jsonb(new_subject),
            subject is distinct from new_subject))
          as part (place, kind, before, after, differs)
        where part.differs
      ), written as (
        insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,
          actor_kind, at, before, after, snoozed_until)
        select org_id, id, new_change_seq, kind, $3::uuid, $4::text, at, before, after,
          case when kind = 'status' then new_snoozed_until end
        from changes
      ), updated as (
        update conversations c
        set status = new_status, snoozed_until = new_snoozed_until, priority = new_priority,
          tags = new_tags, assignee_id = new_assignee_id, subject = new_subject,
          change_seq = (select max(new_change_seq) from changes), updated_at = at,
          resolved_at = case when new_status = 'resolved' then coalesce(c.resolved_at, at) end
        from wanted w
        where c.org_id = w.org_id and c.id = w.id and exists (select from changes)
      )
      select kind from changes order by place""";

  /**
   * A message, found by its id alone. $1 conversation, $2 the contact whose it must be, or null.
   */
  static final String FIND_MESSAGE =
      "select "
          + MessagingSql.MESSAGE_COLUMNS
          + """
            from conversations c
            cross join lateral (
              select * from messages m
              where m.org_id = c.org_id and m.id between $3 and $3
              order by m.id limit 1) m
            where c.id = $1 and ($2::uuid is null or c.contact_id = $2)
              and m.conversation_id = c.id""";

  /**
   * Puts another content in the place of a message unless it is another's, deleted, or already so.
   * Its digest stays: it says what was first sent.
   *
   * <p>$1 conversation, $2 message, $3 its sender, $4 content, $5 preview, $6 whether this deletes
   * it, $7 now.
   */
  static final String REWRITE =
      """
      with target as (
        select m.org_id, m.conversation_id, m.seq, c.last_seq, c.change_seq + 1 as new_change_seq,
          greatest($7::timestamptz, c.updated_at) as at
        from conversations c
        cross join lateral (
          select * from messages m
          where m.org_id = c.org_id and m.id between $2 and $2
          order by m.id limit 1) m
        where c.id = $1 and m.conversation_id = c.id and m.sender_id = $3
          and m.deleted_at is null and ($6::boolean or m.content <> $4::text)
      ), rewritten as (
        update messages m
        set content = $4, change_seq = t.new_change_seq,
          edited_at = case when $6 then m.edited_at else t.at end,
          deleted_at = case when $6 then t.at end
        from target t
        where m.org_id = t.org_id and m.conversation_id = t.conversation_id and m.seq = t.seq
      )
      update conversations c
      set change_seq = t.new_change_seq, updated_at = t.at,
        last_preview = case when t.seq = t.last_seq then $5::text else c.last_preview end
      from target t
      where c.org_id = t.org_id and c.id = t.conversation_id""";

  /** Organisations with a conversation that has slept long enough. $1 now. */
  static final String ORGS_TO_WAKE = "select orgs_to_wake($1) as org_id";

  /**
   * Opens conversations that have slept long enough and answers their ids. A row that is held by
   * somebody is passed over, so several nodes share the work and none waits for another.
   *
   * <p>$1 now, $2 how many, $3 who.
   */
  static final String WAKE =
      """
      with due as materialized (
        select c.org_id, c.id, c.change_seq + 1 as new_change_seq,
          greatest($1::timestamptz, c.updated_at) as at
        from conversations c
        where c.status = 'snoozed' and c.snoozed_until <= $1
        order by c.snoozed_until limit $2
        for no key update skip locked
      ), written as (
        insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,
          actor_kind, at, before, after)
        select org_id, id, new_change_seq, 'status', $3::uuid, 'system', at,
          to_jsonb('snoozed'::text), to_jsonb('open'::text)
        from due
      )
      update conversations c
      set status = 'open', snoozed_until = null, change_seq = d.new_change_seq, updated_at = d.at
      from due d
      where c.org_id = d.org_id and c.id = d.id
      returning c.id""";
}
