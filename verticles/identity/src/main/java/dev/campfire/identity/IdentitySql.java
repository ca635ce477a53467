package dev.campfire.identity;

/** Every statement of identity. Times come from the injected clock, never from the server's. */
final class IdentitySql {
  private IdentitySql() {}

  /** The keys in use, newest first; {@code kid} decides between two of one moment. */
  static final String KEYS =
      """
      select kid, private_key, public_key from signing_keys
      where retired_at is null
      order by created_at desc, kid desc""";

  /**
   * Adds a key. Two nodes that start at once both try; the second waits for the first to commit and
   * then does nothing. $1 kid, $2 private key, $3 public key.
   */
  static final String ADD_KEY =
      """
      insert into signing_keys (kid, private_key, public_key) values ($1, $2, $3)
      on conflict (kid) do nothing""";

  /** Which organisations know an e-mail address, the oldest id first. $1 address. */
  static final String ORGANIZATIONS_OF_EMAIL =
      "select org_id from campfire.orgs_of_email($1) as org_id order by org_id";

  /** A profile by its address. $1 organisation, $2 address. */
  static final String ACCOUNT =
      """
      select org_id, user_id, role, full_name, email, password_hash from profiles
      where org_id = $1 and email = $2 and disabled_at is null""";

  /** Replaces a password's hash by a better one. $1 organisation, $2 user, $3 old, $4 new. */
  static final String REPLACE_PASSWORD_HASH =
      """
      update profiles set password_hash = $4
      where org_id = $1 and user_id = $2 and password_hash = $3""";

  /** $1 organisation, $2 session, $3 user, $4 hash of the token, $5 now, $6 end. */
  static final String OPEN_SESSION =
      """
      insert into sessions
        (org_id, id, user_id, refresh_hash, rotated_at, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $5, $6)""";

  /**
   * A session and whose it is. Locked, so that two renewals with one token come one after the other
   * and the second sees that it was rotated. $1 organisation, $2 session.
   */
  static final String LOCK_SESSION =
      """
      select
        s.refresh_hash, s.previous_hash, s.successor, s.rotated_at, s.expires_at,
        s.revoked_at is not null or p.disabled_at is not null as ended,
        p.org_id, p.user_id, p.role, p.full_name, p.email, p.password_hash
      from sessions s
      join profiles p on p.org_id = s.org_id and p.user_id = s.user_id
      where s.org_id = $1 and s.id = $2
      for update of s""";

  /** $1 organisation, $2 session, $3 new hash, $4 old hash, $5 masked successor, $6 now. */
  static final String ROTATE =
      """
      update sessions
      set refresh_hash = $3, previous_hash = $4, successor = $5, rotated_at = $6
      where org_id = $1 and id = $2""";

  /** Ends a session; the first end stands. $1 organisation, $2 session, $3 now. */
  static final String REVOKE =
      """
      update sessions set revoked_at = $3
      where org_id = $1 and id = $2 and revoked_at is null""";

  /** Whether a session may be used. $1 organisation, $2 session, $3 user, $4 now. */
  static final String IS_LIVE =
      """
      select 1 as live
      from sessions s
      join profiles p on p.org_id = s.org_id and p.user_id = s.user_id
      where s.org_id = $1 and s.id = $2 and s.user_id = $3
        and s.revoked_at is null and s.expires_at > $4 and p.disabled_at is null""";

  /** The organisation of a widget's key; one row, null if there is none. $1 key. */
  static final String ORGANIZATION_OF_WIDGET = "select campfire.org_of_widget_key($1) as org_id";

  /** What a widget shows first. $1 organisation, $2 contact. */
  static final String WIDGET =
      """
      select
        o.name, o.greeting,
        exists (
          select 1 from profiles p
          where p.org_id = o.org_id and p.is_online and p.availability = 'online'
            and p.disabled_at is null) as available,
        c.id is not null as known, c.name as contact_name, c.email as contact_email, c.verified
      from organizations o
      left join contacts c on c.org_id = o.org_id and c.id = $2
      where o.org_id = $1""";

  /** Whether any organisation allows an origin. $1 origin. */
  static final String IS_ALLOWED_ORIGIN = "select campfire.is_allowed_origin($1) as allowed";

  /** The name of this life of the database. */
  static final String EPOCH = "select epoch from installation";

  /** $1 organisation. */
  static final String ORIGINS = "select allowed_origins from organizations where org_id = $1";
}
