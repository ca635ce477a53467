package dev.campfire.messaging;

/**
 * Every statement of messaging.
 *
 * <p>Those of one organisation do not name it where they read: the door entered it, and row-level
 * security puts the condition in, once (a second one would make the planner expect too few rows).
 * Joins always compare {@code org_id}, since every index starts with it.
 */
final class MessagingSql {
  private MessagingSql() {}

  /** A conversation as {@code Conversation} has it. */
  private static final String CONVERSATION_COLUMNS =
      """
      c.id, c.org_id, c.number, c.status, c.snoozed_until, c.priority, c.channel, c.subject, c.tags,
        c.contact_id, k.name as contact_name, k.email as contact_email, k.verified, k.is_online,
        c.assignee_id, p.full_name as assignee_name, c.last_seq, c.change_seq, c.last_preview,
        c.last_sent_at, c.last_sender_kind,
        c.contact_message_count - c.contact_message_read_count as unread,
        c.opened_at, c.updated_at, c.resolved_at
      """;

  private static final String CONVERSATION_TABLES =
      """
      conversations c
      join contacts k on k.org_id = c.org_id and k.id = c.contact_id
      left join profiles p on p.org_id = c.org_id and p.user_id = c.assignee_id
      """;

  private static final String SELECT_CONVERSATION =
      "select " + CONVERSATION_COLUMNS + "from " + CONVERSATION_TABLES;

  /** A message as {@code Message} has it. */
  static final String MESSAGE_COLUMNS =
      """
      m.conversation_id, m.id as message_id, m.seq, m.change_seq as message_change_seq,
        m.client_message_id, m.sender_id, m.sender_kind, m.sender_name, m.content, m.sent_at,
        m.edited_at, m.deleted_at
      """;

  /** One conversation. $1 id, $2 the contact whose it must be, or null. */
  static final String FIND =
      SELECT_CONVERSATION + "where c.id = $1 and ($2::uuid is null or c.contact_id = $2)";

  /** Several conversations. $1 ids. */
  static final String FIND_ALL = SELECT_CONVERSATION + "where c.id = any ($1::uuid[])";

  // A list is put together from these, each with the number of its parameter: a condition that is
  // not asked for must not stand in the statement, or the plan that is kept uses no index for it.

  static final String LIST = SELECT_CONVERSATION + "where true";
  static final String LIST_OF_CONTACT = "and c.contact_id = $%d";
  static final String LIST_OF_STATUS = "and c.status = $%d";
  static final String LIST_OF_ASSIGNEE = "and c.assignee_id = $%d";
  static final String LIST_UNASSIGNED = "and c.assignee_id is null";
  static final String LIST_OF_TAG =
      """
      and exists (
        select from conversation_tags t
        where t.org_id = c.org_id and t.conversation_id = c.id and t.tag = $%d)""";
  static final String LIST_OF_CHANNEL = "and c.channel = $%d";

  /** Parameters: time and id of the last one of the page before. */
  static final String LIST_BEFORE =
      """
      and c.active_slot <= activity_slot($%1$d::timestamptz)
        and (c.updated_at, c.id) < ($%1$d::timestamptz, $%2$d)""";

  /** The order of the time alone; the slot stands first because the indexes end with it. */
  static final String LIST_NEWEST_FIRST =
      "order by c.active_slot desc, c.updated_at desc, c.id desc limit $%d";

  /** Lets one opening of the organisation pass at a time: they take its numbers. $1 its id. */
  static final String LOCK_ORGANIZATION =
      "select 1 from organizations where org_id = $1 for no key update";

  /**
   * Opens a conversation unless there is one of its id, and then says whose that is. Runs behind
   * {@link #LOCK_ORGANIZATION}, so that "there is none" stays true. A new contact who opens it
   * themselves is there: whoever saw them come found no row to write that into.
   *
   * <p>$1 organisation, $2 id, $3 contact, $4 their name, $5 their e-mail, $6 channel, $7 subject,
   * $8 time, $9 who opens it, $10 of which kind, $11 whether name and e-mail are signed for.
   */
  static final String OPEN =
      """
      with earlier as (
        select contact_id from conversations where id = $2::uuid
      ), numbered as (
        update organizations set conversation_count = conversation_count + 1
        where org_id = $1::uuid and not exists (select from earlier)
        returning org_id, conversation_count as number
      ), person as (
        insert into contacts (org_id, id, name, email, verified, created_at, is_online)
        select org_id, $3::uuid, $4::text, $5::text, $11::boolean, $8::timestamptz, $3 = $9::uuid
        from numbered
        on conflict (org_id, id) do update
          set name = coalesce(excluded.name, contacts.name),
            email = coalesce(excluded.email, contacts.email),
            verified = contacts.verified or excluded.verified
          where excluded.verified or not contacts.verified
      ), opened as (
        insert into conversations
          (org_id, id, number, contact_id, channel, subject, opened_at, updated_at)
        select org_id, $2, number, $3, $6::text, $7::text, $8, $8 from numbered
      ), change as (
        insert into conversation_changes
          (org_id, conversation_id, change_seq, kind, actor_id, actor_kind, at, after)
        select org_id, $2, 1, 'opened', $9::uuid, $10::text, $8,
          jsonb_build_object('status', 'open', 'channel', $6)
        from numbered
      )
      select contact_id from earlier""";

  /**
   * Messages before a place, the newest first, each with the conversation's last {@code seq}; one
   * row without a message if there are none. $1 conversation, $2 the contact whose it must be, or
   * null, $3 the place, $4 how many.
   */
  static final String HISTORY_BEFORE =
      "select c.last_seq, "
          + MESSAGE_COLUMNS
          + """
            from conversations c
            left join lateral (
              select * from messages m
              where m.org_id = c.org_id and m.conversation_id = c.id and m.seq < $3
              order by m.seq desc limit $4) m on true
            where c.id = $1 and ($2::uuid is null or c.contact_id = $2)""";

  /** Messages after a place, the oldest first; otherwise as {@link #HISTORY_BEFORE}. */
  static final String HISTORY_AFTER =
      "select c.last_seq, "
          + MESSAGE_COLUMNS
          + """
            from conversations c
            left join lateral (
              select * from messages m
              where m.org_id = c.org_id and m.conversation_id = c.id and m.seq > $3
              order by m.seq limit $4) m on true
            where c.id = $1 and ($2::uuid is null or c.contact_id = $2)""";

  /**
   * A conversation with its messages that changed after a change, in one statement and so of one
   * moment; one row without a message if there are none. $1 conversation, $2 the contact whose it
   * must be, or null, $3 the change, $4 how many.
   */
  static final String CHANGES =
      "select "
          + CONVERSATION_COLUMNS
          + ", "
          + MESSAGE_COLUMNS
          + "from "
          + CONVERSATION_TABLES
          + """
            left join lateral (
              select * from messages m
              where m.org_id = c.org_id and m.conversation_id = c.id and m.change_seq > $3
              order by m.change_seq limit $4) m on true
            where c.id = $1 and ($2::uuid is null or c.contact_id = $2)""";

  /** How far each reader of a conversation has got, as far as it is written. $1 conversation. */
  static final String RECEIPTS =
      """
      select r.conversation_id, r.reader_id, r.reader_kind, r.delivered_seq, r.delivered_at,
        r.read_seq, r.read_at
      from receipts r where r.conversation_id = $1 order by r.reader_id""";

  /**
   * How far conversations have come that changed lately, the newest of each organisation. In the
   * order of an index and limited, or the plan that is kept, which cannot know how lately that is,
   * reads the whole table: every two seconds, 0.3 s long at a million conversations. Nobody gets
   * near the limit: more messages than that are not written between two of these questions.
   *
   * <p>$1 organisations, $2 after when.
   */
  static final String HEADS =
      """
      select c.org_id, c.id, c.last_seq, c.change_seq
      from unnest($1::uuid[]) as o (org_id)
      cross join lateral (
        select * from conversations c
        where c.org_id = o.org_id and c.active_slot >= activity_slot($2::timestamptz)
          and c.updated_at > $2::timestamptz
        order by c.active_slot desc limit 20000) c""";
}
