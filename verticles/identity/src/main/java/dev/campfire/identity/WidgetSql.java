package dev.campfire.identity;

/** Every statement about visitors and the websites that they come from. */
final class WidgetSql {
  private WidgetSql() {}

  /** The organisation of a widget's key; one row, null if there is none. $1 key. */
  static final String ORGANIZATION_OF_WIDGET = "select campfire.org_of_widget_key($1) as org_id";

  /** What a widget shows first, and what became of a contact. $1 organisation, $2 contact. */
  static final String WIDGET =
      """
      select
        o.name, o.greeting,
        exists (
          select 1 from profiles p
          where p.org_id = o.org_id and p.is_online and p.availability = 'online'
            and p.disabled_at is null) as available,
        c.id is not null as known, c.name as contact_name, c.email as contact_email, c.verified,
        e.merged_into
      from organizations o
      left join contacts c on c.org_id = o.org_id and c.id = $2
      left join ended_contacts e on e.org_id = o.org_id and e.contact_id = $2
      where o.org_id = $1""";

  /** Whether any organisation allows an origin. $1 origin. */
  static final String IS_ALLOWED_ORIGIN = "select campfire.is_allowed_origin($1) as allowed";

  /** $1 organisation. */
  static final String ORIGINS = "select allowed_origins from organizations where org_id = $1";

  /**
   * The secrets that sign identities, the newest first, null where there is none. $1 organisation.
   */
  static final String IDENTITY_SECRETS =
      """
      select identity_secret, previous_identity_secret from organizations where org_id = $1""";

  /**
   * Ends an anonymous contact, once. $1 organisation, $2 the contact, $3 whom they turned out to
   * be, $4 now.
   */
  static final String END_CONTACT =
      """
      with ended as (
        insert into ended_contacts (org_id, contact_id, merged_into, ended_at)
        values ($1, $2, $3, $4)
        on conflict (org_id, contact_id) do nothing
        returning org_id, contact_id
      )
      insert into revocations (org_id, person_id) select org_id, contact_id from ended""";

  /**
   * Keeps what an organisation signs of a contact who has written before. $1 organisation, $2
   * contact, $3 name, $4 address.
   */
  static final String VOUCH =
      """
      update contacts set name = coalesce($3, name), email = coalesce($4, email), verified = true
      where org_id = $1 and id = $2
        and (not verified or name is distinct from coalesce($3, name)
          or email is distinct from coalesce($4, email))""";
}
