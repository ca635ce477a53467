package dev.campfire.identity;

/** Every statement of identity. Times come from the injected clock, never from the server's. */
final class IdentitySql {
  private IdentitySql() {}

  /** The keys in use, newest first; {@code kid} decides between two of one moment. */
  static final String KEYS =
      """
      select kid, private_key, public_key, sealed_with from signing_keys
      where retired_at is null
      order by created_at desc, kid desc""";

  /**
   * Adds a key. Two nodes that start at once both try; the second waits for the first to commit and
   * then does nothing. $1 kid, $2 private key, $3 public key, $4 the seal's fingerprint.
   */
  static final String ADD_KEY =
      """
      insert into signing_keys (kid, private_key, public_key, sealed_with)
      values ($1, $2, $3, $4)
      on conflict (kid) do nothing""";

  /** Seals a key that was not. $1 kid, $2 sealed private key, $3 the seal's fingerprint. */
  static final String SEAL_KEY =
      """
      update signing_keys set private_key = $2, sealed_with = $3
      where kid = $1 and sealed_with is null""";

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
      with ended as (
        update sessions set revoked_at = $3
        where org_id = $1 and id = $2 and revoked_at is null
        returning org_id, id
      )
      insert into revocations (org_id, session_id) select org_id, id from ended""";

  /** Ends all sessions of an agent and says which. $1 organisation, $2 user, $3 now. */
  static final String REVOKE_ALL =
      """
      with ended as (
        update sessions set revoked_at = $3
        where org_id = $1 and user_id = $2 and revoked_at is null and expires_at > $3
        returning org_id, id
      ), noted as (
        insert into revocations (org_id, session_id) select org_id, id from ended
      )
      select id from ended""";

  /**
   * What has ended lately, in all organisations; see the function for why no index helps. $1 how
   * far to look back, in milliseconds.
   */
  static final String REVOCATIONS =
      """
      select org_id, id, session_id, person_id
      from campfire.recent_revocations($1::bigint * interval '1 millisecond')""";

  /** Forgets what no access token can name any more. */
  static final String FORGET_REVOCATIONS =
      "select campfire.forget_revocations(interval '30 minutes')";

  /** A key that is good, by its secret's hash. $1 organisation, $2 id, $3 hash. */
  static final String API_KEY =
      """
      select id, name, scopes from api_keys
      where org_id = $1 and id = $2 and secret_hash = $3 and revoked_at is null""";

  /** Whether a key is good. $1 organisation, $2 id. */
  static final String IS_LIVE_API_KEY =
      "select 1 as live from api_keys where org_id = $1 and id = $2 and revoked_at is null";

  /**
   * Writes down what somebody did. $1 organisation, $2 id, $3 time, $4 actor, $5 their kind, $6
   * what, $7 to what, $8 keys and values in turn.
   */
  static final String AUDIT =
      """
      insert into audit_log (org_id, id, at, actor_id, actor_kind, action, subject, detail)
      values ($1, $2, $3, $4, $5, $6, $7, jsonb_object($8::text[]))""";

  /**
   * Writes down a refused sign-in, if it was an agent's. $1 organisation, $2 id, $3 time, $4
   * address.
   */
  static final String AUDIT_REFUSED_SIGN_IN =
      """
      insert into audit_log (org_id, id, at, actor_kind, action, subject)
      select org_id, $2::uuid, $3::timestamptz, 'nobody', 'signIn.refused', user_id::text
      from profiles where org_id = $1 and email = $4""";

  /** Whether a session may be used. $1 organisation, $2 session, $3 user, $4 now. */
  static final String IS_LIVE =
      """
      select 1 as live
      from sessions s
      join profiles p on p.org_id = s.org_id and p.user_id = s.user_id
      where s.org_id = $1 and s.id = $2 and s.user_id = $3
        and s.revoked_at is null and s.expires_at > $4 and p.disabled_at is null""";

  /** The name of this life of the database. */
  static final String EPOCH = "select epoch from installation";
}
