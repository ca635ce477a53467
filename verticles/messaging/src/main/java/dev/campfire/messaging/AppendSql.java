package dev.campfire.messaging;

/**
 * The statements of the group commit. They name the organisation of each row, since several are
 * served at once.
 */
final class AppendSql {
  private AppendSql() {}

  // The plan that is kept may have been made while the tables were empty, when every index looks
  // alike since each starts with org_id. So both statements ask for the row of a key as the first
  // one of a range in the order of its index: only that index can do without a sort.

  /**
   * Takes the conversations of a batch, always in the same order, so that no two batches wait for
   * one another. Whoever gets the lock sees in the next statement what the holder before committed.
   * $1 organisations, $2 conversations.
   */
  static final String LOCK_CONVERSATIONS =
      """
      select 1
      from (
        select * from unnest($1::uuid[], $2::uuid[]) as i (org_id, id) order by org_id, id) i
      cross join lateral (
        select 1 from conversations c
        where c.org_id = i.org_id and c.id between i.id and i.id
        order by c.id limit 1
        for no key update) c""";

  /**
   * Writes a batch behind {@link #LOCK_CONVERSATIONS}: finds repeats, numbers the fresh messages of
   * each conversation in the order of the batch, moves its counters, and makes it open again before
   * its contact's first message if it was not. Answers one row for each message, in the order of
   * the batch.
   *
   * <p>The window's partition holds the outcome too, so only fresh messages count. The rows are
   * locked here once more for a conversation that was not there when its lock was asked for.
   *
   * <p>$1 organisations, $2 conversations, $3 ids, $4 client message ids, $5 senders, $6 their
   * kinds, $7 their names, $8 contents, $9 previews, $10 now.
   */
  static final String APPEND =
      """
      with input as materialized (
        select i.*, send_key_of(conversation_id, client_message_id) as send_key,
          sha256(convert_to(content, 'UTF8')) as digest
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
            $7::text[], $8::text[], $9::text[])
          with ordinality as i (org_id, conversation_id, id, client_message_id, sender_id,
            sender_kind, sender_name, content, preview, position)
      ), judged as (
        select i.*, coalesce(i.sender_name, k.name) as known_as,
          case
            when c.id is null then 'not_found'
            when m.id is null then 'sent'
            when m.sender_id = i.sender_id and m.sent_digest = i.digest then 'repeated'
            else 'conflict'
          end as outcome,
          greatest($10::timestamptz, c.updated_at) as at,
          m.id as first_id, m.seq as first_seq, m.change_seq as first_change_seq,
          m.sender_kind as first_sender_kind, m.sender_name as first_sender_name,
          m.content as first_content, m.sent_at as first_sent_at, m.edited_at, m.deleted_at,
          c.number, c.status, c.channel, c.subject, c.assignee_id, c.last_seq, c.change_seq,
          c.last_preview, c.last_sent_at, c.last_sender_kind, c.contact_message_count, c.opened_at,
          c.place
        from input i
        left join lateral (
          select *, ctid as place from conversations c
          where c.org_id = i.org_id and c.id between i.conversation_id and i.conversation_id
          order by c.id limit 1
          for no key update) c on i.sender_kind <> 'contact' or c.contact_id = i.sender_id
        left join contacts k on k.org_id = i.org_id and k.id = i.sender_id
          and i.sender_kind = 'contact'
        left join lateral (
          select * from messages m
          where m.org_id = i.org_id and m.send_key between i.send_key and i.send_key
          order by m.send_key limit 1) m on true
      ), counted as (
        select j.*,
          row_number() over so_far as nth,
          count(*) filter (where sender_kind = 'contact') over so_far as nth_of_contact,
          lead(position) over so_far is null as is_last,
          lag(preview, 1, last_preview) over so_far as preview_before,
          lag(at, 1, last_sent_at) over so_far as sent_at_before,
          lag(sender_kind, 1, last_sender_kind) over so_far as sender_kind_before
        from judged j
        window so_far as (partition by org_id, conversation_id, outcome order by position)
      ), numbered as (
        select c.*,
          last_seq + nth as new_seq,
          change_seq + nth + (status <> 'open' and nth_of_contact > 0)::int as new_change_seq,
          outcome = 'sent' and status <> 'open' and sender_kind = 'contact' and nth_of_contact = 1
            as reopens,
          max(contact_message_count + nth_of_contact) filter (where sender_kind = 'agent')
            over so_far as seen_by_agents
        from counted c
        window so_far as (partition by org_id, conversation_id, outcome order by position)
      ), counters as (
        update conversations c
        set last_seq = n.new_seq, change_seq = n.new_change_seq,
          contact_message_count = c.contact_message_count + n.nth_of_contact,
          contact_message_read_count = coalesce(n.seen_by_agents, c.contact_message_read_count),
          last_preview = n.preview, last_sent_at = n.at, last_sender_kind = n.sender_kind,
          updated_at = n.at,
          status = case when n.nth_of_contact > 0 then 'open' else c.status end,
          snoozed_until = case when n.nth_of_contact = 0 then c.snoozed_until end,
          resolved_at = case when n.nth_of_contact = 0 then c.resolved_at end
        from numbered n
        where n.outcome = 'sent' and n.is_last and c.ctid = n.place
      ), stored as (
        insert into messages (org_id, conversation_id, seq, change_seq, id, client_message_id,
          sender_id, sender_kind, sender_name, content, sent_digest, sent_at)
        select org_id, conversation_id, new_seq, new_change_seq, id, client_message_id,
          sender_id, sender_kind, known_as, content, digest, at
        from numbered where outcome = 'sent'
      ), changes as (
        insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,
          actor_kind, at, before, after)
        select org_id, conversation_id, new_change_seq - 1, 'status', sender_id,
          sender_kind, at, to_jsonb(status), to_jsonb('open'::text)
        from numbered where reopens
      )
      select position, outcome, conversation_id, client_message_id, sender_id,
        coalesce(first_id, id) as message_id,
        coalesce(first_seq, new_seq) as seq,
        coalesce(first_change_seq, new_change_seq) as message_change_seq,
        coalesce(first_sender_kind, sender_kind) as sender_kind,
        case when first_id is null then known_as else first_sender_name end as sender_name,
        first_content as content,
        coalesce(first_sent_at, at) as sent_at, edited_at, deleted_at,
        reopens,
        case when reopens then number end as number,
        case when reopens then channel end as channel,
        case when reopens then subject end as subject,
        case when reopens then assignee_id end as assignee_id,
        case when reopens then (
          select p.full_name from profiles p
          where p.org_id = n.org_id and p.user_id = n.assignee_id) end as assignee_name,
        case when reopens then preview_before end as last_preview,
        case when reopens then sent_at_before end as last_sent_at,
        case when reopens then sender_kind_before end as last_sender_kind,
        case when reopens then opened_at end as opened_at
      from numbered n
      order by position""";

  /**
   * What a sender has said in a conversation within the last two seconds in the same words, as
   * first sent (contract section 4, promise 2). Looks at the newest messages alone: more than those
   * nobody's budget lets into two seconds. $1 organisation, $2 conversation, $3 sender, $4 content,
   * $5 now.
   */
  static final String FIND_RECENT =
      "select "
          + MessagingSql.MESSAGE_COLUMNS
          + """
            from conversations c
            cross join lateral (
              select * from messages m
              where m.org_id = c.org_id and m.conversation_id = c.id
              order by m.seq desc limit 500) m
            where c.org_id = $1 and c.id between $2 and $2
              and m.sender_id = $3
              and m.sent_digest = sha256(convert_to($4, 'UTF8'))
              and m.sent_at > greatest($5::timestamptz, c.updated_at) - interval '2 seconds'
            order by m.seq desc limit 1""";
}
