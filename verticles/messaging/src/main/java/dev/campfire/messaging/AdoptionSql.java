package dev.campfire.messaging;

/** The statements that make one contact's conversations another's. */
final class AdoptionSql {
  private AdoptionSql() {}

  /** Takes the rows of a contact's conversations, always in the same order. $1 contact. */
  static final String LOCK =
      "select id from conversations where contact_id = $1 order by id for no key update";

  /** Makes the contact to whom they go. $1 organisation, $2 id, $3 name, $4 e-mail, $5 now. */
  static final String MAKE_CONTACT =
      """
      insert into contacts (org_id, id, name, email, verified, created_at)
      values ($1, $2, $3, $4, true, $5)
      on conflict (org_id, id) do nothing""";

  /**
   * Moves conversations, each with the next number and a row of its history. $1 their ids, $2 from
   * whom, $3 to whom, $4 now.
   */
  static final String MOVE =
      """
      with moved as (
        update conversations
        set contact_id = $3::uuid, change_seq = change_seq + 1,
          updated_at = greatest(updated_at, $4::timestamptz)
        where id = any ($1::uuid[])
        returning org_id, id, change_seq, updated_at
      )
      insert into conversation_changes
        (org_id, conversation_id, change_seq, kind, actor_id, actor_kind, at, before, after)
      select org_id, id, change_seq, 'contact', $3, 'contact', updated_at,
        to_jsonb($2::uuid), to_jsonb($3)
      from moved""";

  /**
   * Makes a contact's messages the other's, so that a send that is repeated across the change is
   * known as the same sender's. $1 conversations, $2 from whom, $3 to whom.
   */
  static final String MOVE_MESSAGES =
      """
      update messages set sender_id = $3
      where conversation_id = any ($1::uuid[]) and sender_id = $2""";

  /**
   * Makes how far a contact has read the other's, who could not read there before and so has no
   * receipt of their own. $1 conversations, $2 from whom, $3 to whom.
   */
  static final String MOVE_RECEIPTS =
      """
      update receipts set reader_id = $3
      where conversation_id = any ($1::uuid[]) and reader_id = $2""";
}
