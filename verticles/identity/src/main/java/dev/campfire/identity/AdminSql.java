package dev.campfire.identity;

/** Every statement by which organisations are set up. */
final class AdminSql {
  private AdminSql() {}

  private static final String AGENT_COLUMNS =
      """
      user_id, full_name, email, role, password_hash is not null as has_password, created_at,
        disabled_at
      """;

  /** $1 organisation. */
  static final String AGENTS =
      "select "
          + AGENT_COLUMNS
          + "from profiles where org_id = $1 order by lower(full_name), user_id";

  /** $1 organisation, $2 id. */
  static final String AGENT =
      "select " + AGENT_COLUMNS + "from profiles where org_id = $1 and user_id = $2";

  /** $1 organisation, $2 address. */
  static final String AGENT_OF_EMAIL =
      "select " + AGENT_COLUMNS + "from profiles where org_id = $1 and email = $2";

  /**
   * Adds an agent unless there is one of this address. $1 organisation, $2 id, $3 name, $4 address,
   * $5 role.
   */
  static final String ADD_AGENT =
      """
      insert into profiles (org_id, user_id, full_name, email, role)
      values ($1, $2, $3, $4, $5)
      on conflict (org_id, email) do nothing""";

  /** Replaces an agent's invitation. $1 organisation, $2 agent, $3 hash, $4 end. */
  static final String INVITE =
      """
      insert into invitations (org_id, user_id, token_hash, expires_at)
      values ($1, $2, $3, $4)
      on conflict (org_id, user_id) do update
        set token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = null""";

  /**
   * An invitation that is good, and whose it is. Locked, so that it is used once. $1 organisation,
   * $2 agent, $3 hash, $4 now.
   */
  static final String LOCK_INVITATION =
      """
      select p.org_id, p.user_id, p.role, p.full_name, p.email, p.password_hash
      from invitations i
      join profiles p on p.org_id = i.org_id and p.user_id = i.user_id
      where i.org_id = $1 and i.user_id = $2 and i.token_hash = $3 and i.used_at is null
        and i.expires_at > $4 and p.disabled_at is null
      for update of i""";

  /** $1 organisation, $2 agent, $3 now. */
  static final String USE_INVITATION =
      "update invitations set used_at = $3 where org_id = $1 and user_id = $2 and used_at is null";

  /** $1 organisation, $2 agent, $3 hash. */
  static final String SET_PASSWORD =
      "update profiles set password_hash = $3 where org_id = $1 and user_id = $2";

  /** Holds every admin who may sign in, so that two cannot go at once. $1 organisation. */
  static final String LOCK_ADMINS =
      """
      select user_id from profiles
      where org_id = $1 and role = 'admin' and disabled_at is null
      order by user_id
      for no key update""";

  /** $1 organisation, $2 agent, $3 role, $4 since when they may not sign in. */
  static final String CHANGE_AGENT =
      "update profiles set role = $3, disabled_at = $4 where org_id = $1 and user_id = $2";

  /** The newest first. $1 organisation. */
  static final String API_KEYS =
      """
      select id, name, scopes, created_at, revoked_at from api_keys
      where org_id = $1 order by created_at desc, id desc""";

  /** $1 organisation, $2 id, $3 name, $4 hash, $5 scopes, $6 now. */
  static final String ADD_API_KEY =
      """
      insert into api_keys (org_id, id, name, secret_hash, scopes, created_at)
      values ($1, $2, $3, $4, $5, $6)""";

  /** Ends a key, whose id is the session of its tokens. $1 organisation, $2 id, $3 now. */
  static final String REVOKE_API_KEY =
      """
      with ended as (
        update api_keys set revoked_at = $3
        where org_id = $1 and id = $2 and revoked_at is null
        returning org_id, id
      )
      insert into revocations (org_id, session_id) select org_id, id from ended""";

  /** $1 organisation, $2 id. */
  static final String FIND_API_KEY =
      """
      select id, name, scopes, created_at, revoked_at from api_keys
      where org_id = $1 and id = $2""";

  /** $1 organisation. */
  static final String ORGANIZATION =
      """
      select o.org_id, o.name, o.widget_key, o.greeting, o.allowed_origins,
        num_nonnulls(o.identity_secret, o.previous_identity_secret) as secrets,
        h.timezone, h.week, h.holidays
      from organizations o
      left join lateral (
        select * from business_hours h where h.org_id = o.org_id order by h.since desc limit 1) h
        on true
      where o.org_id = $1""";

  /** $1 organisation, $2 name, $3 whether the greeting is given, $4 it, $5 origins; null leaves. */
  static final String CHANGE_ORGANIZATION =
      """
      update organizations
      set name = coalesce($2, name), greeting = case when $3::boolean then $4 else greeting end,
        allowed_origins = coalesce($5::text[], allowed_origins)
      where org_id = $1""";

  /**
   * Sets business hours; no row: the database knows no such time zone. $1 organisation, $2 from
   * when, $3 time zone or null, $4 week, $5 holidays.
   */
  static final String SET_HOURS =
      """
      insert into business_hours (org_id, since, timezone, week, holidays)
      select $1::uuid, $2::timestamptz, $3, $4::jsonb, $5::date[]
      where $3::text is null or exists (select from pg_timezone_names where name = $3)
      on conflict (org_id, since) do update
        set timezone = excluded.timezone, week = excluded.week, holidays = excluded.holidays
      returning since""";

  /** $1 organisation, $2 the new secret. */
  static final String ROTATE_SECRET =
      """
      update organizations
      set previous_identity_secret = identity_secret, identity_secret = $2
      where org_id = $1""";

  /** The newest first. $1 organisation, $2 before which, or null, $3 how many. */
  static final String READ_AUDIT =
      """
      select id, at, actor_id, actor_kind, action, subject, detail::text as detail from audit_log
      where org_id = $1 and ($2::uuid is null or id < $2)
      order by id desc limit $3""";

  /** $1 id, $2 name, $3 widget key, $4 origins, $5 secret. */
  static final String ADD_ORGANIZATION =
      """
      insert into organizations (org_id, name, widget_key, allowed_origins, identity_secret)
      values ($1, $2, $3, $4, $5)""";

  /** All organisations of the installation: for whoever runs it. */
  static final String ORGANIZATIONS =
      "select org_id, name, widget_key, created_at from campfire.all_organizations()";

  /** Gives the database's life another name. */
  static final String BEGIN_EPOCH =
      "update installation set epoch = gen_random_uuid() returning epoch";

  /** What was done to the installation. $1 id, $2 time, $3 what, $4 keys and values in turn. */
  static final String LOG =
      """
      insert into installation_log (id, at, action, detail)
      values ($1, $2, $3, jsonb_object($4::text[]))""";
}
