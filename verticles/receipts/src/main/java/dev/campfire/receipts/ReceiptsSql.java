package dev.campfire.receipts;

/** Every statement of receipts. */
final class ReceiptsSql {
  private ReceiptsSql() {}

  // Ranges of one value, orders and limits are there for the plans, which a node keeps from when
  // the
  // tables were empty and all ways cost the same: others than the keys read every message and every
  // conversation of an organisation, for each reader.

  /** $1 conversation. */
  static final String CONVERSATION = "select contact_id, last_seq from conversations where id = $1";

  private static final String COLUMNS =
      "r.org_id, r.conversation_id, r.reader_id, r.reader_kind, r.delivered_seq, r.delivered_at,"
          + " r.read_seq, r.read_at";

  /** $1 conversation. */
  static final String RECEIPTS =
      "select " + COLUMNS + " from receipts r where r.conversation_id = $1 order by r.reader_id";

  /** A row that somebody else holds for a second fails the batch, which is then tried again. */
  static final String ENTER_BATCH = "select set_config('lock_timeout', '1s', true)";

  /**
   * Takes the conversations whose unread messages are about to be counted, in the order in which
   * messaging takes them, so that neither waits for the other in a circle. $1 organisations, $2
   * conversations.
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
   * Moves marks on; none goes back. Answers those that moved. One in a conversation that is gone is
   * passed over, since it must not keep the others from being written. Always in the same order, so
   * that two nodes do not wait for one another. What a contact has read is that of whose the
   * conversation is by now.
   *
   * <p>$1 organisations, $2 conversations, $3 readers, $4 their kinds, $5 and $6 what they have and
   * since when, $7 and $8 what they have read.
   */
  static final String WRITE =
      """
      insert into receipts as r (org_id, conversation_id, reader_id, reader_kind,
        delivered_seq, delivered_at, read_seq, read_at)
      select i.org_id, i.conversation_id,
        case i.reader_kind when 'contact' then c.contact_id else i.reader_id end, i.reader_kind,
        i.delivered_seq, i.delivered_at, i.read_seq, i.read_at
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[],
          $5::bigint[], $6::timestamptz[], $7::bigint[], $8::timestamptz[])
        as i (org_id, conversation_id, reader_id, reader_kind,
          delivered_seq, delivered_at, read_seq, read_at)
      cross join lateral (
        select c.contact_id from conversations c
        where c.org_id = i.org_id and c.id between i.conversation_id and i.conversation_id
        order by c.id limit 1) c
      order by i.org_id, i.conversation_id, i.reader_id
      on conflict (org_id, conversation_id, reader_id) do update set
        delivered_at = case when excluded.delivered_seq > r.delivered_seq
          then excluded.delivered_at else r.delivered_at end,
        delivered_seq = greatest(r.delivered_seq, excluded.delivered_seq),
        read_at = case when excluded.read_seq > r.read_seq
          then excluded.read_at else r.read_at end,
        read_seq = greatest(r.read_seq, excluded.read_seq)
      where excluded.delivered_seq > r.delivered_seq or excluded.read_seq > r.read_seq
      returning
      """
          + COLUMNS;

  /**
   * Counts the contact's messages up to where an agent has read, from the nearer end. Answers the
   * conversations of which fewer are unread now. $1 organisations, $2 conversations, $3 how far.
   * The rows are locked by this transaction, so that their places stay.
   */
  static final String COUNT_READ =
      """
      with counted as (
        select c.place,
          case when i.read_seq > c.last_seq / 2
            then c.contact_message_count - (
              select count(*) from (
                select m.sender_kind from messages m
                where m.org_id = c.org_id and m.conversation_id = c.id and m.seq > i.read_seq
                order by m.seq) m
              where m.sender_kind = 'contact')
            else (
              select count(*) from (
                select m.sender_kind from messages m
                where m.org_id = c.org_id and m.conversation_id = c.id and m.seq <= i.read_seq
                order by m.seq) m
              where m.sender_kind = 'contact')
          end as read_count
        from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as i (org_id, id, read_seq)
        cross join lateral (
          select c.ctid as place, c.org_id, c.id, c.last_seq, c.contact_message_count
          from conversations c
          where c.org_id = i.org_id and c.id between i.id and i.id
          order by c.id limit 1) c
      )
      update conversations c set contact_message_read_count = n.read_count
      from counted n
      where c.ctid = n.place and n.read_count > c.contact_message_read_count
      returning c.org_id, c.id""";
}
