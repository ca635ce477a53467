package dev.campfire.messaging;

/** The statements of searching, and of what it searches in. */
final class SearchSql {
  private SearchSql() {}

  /** How words are compared. $1 words. */
  static final String FOLD = "select search_fold($1) as folded";

  // A search looks at a number of conversations at a time, the newest first, and says of each
  // whether it holds the words. Which ones it looks at is one of the next two.

  /** All, as far as other conditions let them; these follow, each with its parameter's number. */
  static final String NEWEST = "select c.id, c.updated_at from conversations c where true";

  /** Those of which the index says that they may. Parameters: grams, time and id, how many. */
  static final String CANDIDATES =
      "select s.id, s.updated_at from search_candidates($%d, $%d, $%d, $%d) s";

  /**
   * Looks at them. A conversation's messages are read in those stretches that have all the grams,
   * and after the last stretch. Not by {@code exists}: for a hundred conversations the planner
   * would rather read all messages once and hash them. The place in the middle is for more
   * conditions.
   */
  static final String LOOK =
      """
      with considered as materialized (
      %1$s
      )
      select n.id, n.updated_at, coalesce(
        (strpos(search_fold(c.subject), $%2$d) > 0%3$s
        or (
          select true from search_entries e
          cross join lateral (
            select from messages m
            where m.org_id = e.org_id and m.conversation_id = e.conversation_id
              and m.change_seq > e.after_change and m.change_seq <= e.upto_change
              and strpos(search_fold(m.content), $%2$d) > 0
            order by m.change_seq limit 1) m
          where e.org_id = c.org_id and e.conversation_id = c.id and e.grams @> $%4$d
          limit 1)
        or (
          select true from messages m
          where m.org_id = c.org_id and m.conversation_id = c.id
            and m.change_seq > coalesce((
              select e.upto_change from search_entries e
              where e.org_id = c.org_id and e.conversation_id = c.id
              order by e.upto_change desc limit 1), 0)
            and strpos(search_fold(m.content), $%2$d) > 0
          order by m.change_seq limit 1))
        %5$s, false) as matches
      from considered n
      join conversations c on c.id = n.id
      join contacts k on k.org_id = c.org_id and k.id = c.contact_id
      order by n.updated_at desc, n.id desc""";

  /** What agents find a conversation by besides. The parameter is that of the words. */
  static final String CONTACT_HOLDS =
      " or strpos(search_fold(k.name), $%1$d) > 0 or strpos(search_fold(k.email), $%1$d) > 0";

  /** Organisations that changed since their progress. */
  static final String ORGS_TO_INDEX = "select orgs_to_index() as org_id";

  /** Makes an organisation's progress begin. $1 organisation. */
  static final String BEGIN_PROGRESS =
      """
      insert into search_progress (org_id, indexed_until) values ($1, '1970-01-01')
      on conflict do nothing""";

  /** Lets one node at a time index an organisation: another finds no row. */
  static final String LOCK_PROGRESS =
      "select indexed_until from search_progress for no key update skip locked";

  /** Conversations in the order in which they last changed. $1, $2 after which, $3 how many. */
  static final String PAGE =
      """
      select c.id, c.updated_at, c.change_seq, coalesce((
        select e.upto_change from search_entries e
        where e.org_id = c.org_id and e.conversation_id = c.id
        order by e.upto_change desc limit 1), 0) as indexed
      from conversations c
      where c.active_slot >= activity_slot($1::timestamptz)
        and (c.updated_at, c.id) > ($1::timestamptz, $2)
      order by c.active_slot, c.updated_at, c.id limit $3""";

  /**
   * Forgets what a conversation's stretches say if a message was edited or deleted since: its old
   * words are in one of them. Not by {@code exists}, which has no order: a plan made on empty
   * tables would take any index and read the whole organisation. $1 conversation, $2 the last
   * change that is in the index.
   */
  static final String FORGET_REWRITTEN =
      """
      delete from search_entries
      where conversation_id = $1 and (
        select true from messages m
        where m.org_id = search_entries.org_id and m.conversation_id = $1 and m.change_seq > $2
          and (m.edited_at is not null or m.deleted_at is not null)
        order by m.change_seq limit 1)""";

  /**
   * What conversations say after their last stretch, in its order; one row without a message where
   * that is nothing. $1 conversations, $2 how many messages of each.
   */
  static final String NEXT_TEXTS =
      """
      select c.id, c.org_id, c.change_seq as head, e.indexed, m.change_seq,
        search_fold(c.subject) as subject, search_fold(m.content) as content
      from conversations c
      cross join lateral (
        select coalesce(max(e.upto_change), 0) as indexed from search_entries e
        where e.org_id = c.org_id and e.conversation_id = c.id) e
      left join lateral (
        select * from messages m
        where m.org_id = c.org_id and m.conversation_id = c.id and m.change_seq > e.indexed
        order by m.change_seq limit $2) m on true
      where c.id = any ($1::uuid[])
      order by c.id, m.change_seq""";

  /**
   * One entry for each place of the first arrays. $1 organisations, $2 conversations, $3 after
   * which change, $4 up to which, $5 and $6 where its grams begin and end among those of all, $7.
   */
  static final String ADD_ENTRIES =
      """
      insert into search_entries (org_id, conversation_id, after_change, upto_change, grams)
      select e.org_id, e.conversation_id, e.after_change, e.upto_change,
        ($7::integer[])[e.first_gram:e.last_gram]
      from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::integer[], $6::integer[])
        as e (org_id, conversation_id, after_change, upto_change, first_gram, last_gram)""";

  /** $1 time. */
  static final String ADVANCE =
      "update search_progress set indexed_until = $1 where indexed_until < $1";
}
