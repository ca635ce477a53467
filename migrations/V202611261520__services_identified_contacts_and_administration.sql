-- The secret before the newest: both are good, so that an organisation can change it without a
-- moment in which its visitors are strangers.
alter table organizations add column previous_identity_secret text;
grant insert (org_id, name, widget_key, greeting, allowed_origins, identity_secret)
  on organizations to campfire_app;
grant update (name, greeting, allowed_origins, identity_secret, previous_identity_secret)
  on organizations to campfire_app;

grant insert (org_id, user_id, full_name, email, role) on profiles to campfire_app;
grant update (role, disabled_at) on profiles to campfire_app;

-- With which secret of the operator's the private key is sealed, by its fingerprint; null: with
-- none.
alter table signing_keys add column sealed_with text;
grant update (private_key, sealed_with) on signing_keys to campfire_installation;

grant update (epoch) on installation to campfire_installation;

-- Anonymous contacts whose conversations have moved to an identified one: their tokens are good no
-- more. They need not have a row among the contacts, since one may never have written.
create table ended_contacts (
  org_id uuid not null references organizations (org_id),
  contact_id uuid not null,
  merged_into uuid not null,
  ended_at timestamptz not null,
  primary key (org_id, contact_id)
);
call make_tenant_table('ended_contacts');
grant select, insert on ended_contacts to campfire_app;

-- What lets an integration in. Shown once and kept as SHA-256, which is enough for 256 random bits.
create table api_keys (
  org_id uuid not null references organizations (org_id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  secret_hash bytea not null,
  -- Addresses, families of addresses and feeds that it may use; null: all that a service may.
  scopes text[],
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (org_id, id)
);
call make_tenant_table('api_keys');
grant select, insert, update (revoked_at) on api_keys to campfire_app;

-- What lets an agent choose a password: one for each, the newest.
create table invitations (
  org_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references profiles (org_id, user_id)
);
call make_tenant_table('invitations');
grant select, insert, update (token_hash, expires_at, used_at) on invitations to campfire_app;

-- Rights that have ended, for as long as an access token could still name them (15 minutes).
-- Written in the transaction that ends the right; every bridge node asks for the recent ones twice
-- a second. `at` is the server's own time, as is the time it is compared with.
create table revocations (
  org_id uuid not null references organizations (org_id),
  id bigint not null generated always as identity,
  -- One session, or all of a person's.
  session_id uuid,
  person_id uuid,
  at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  check (num_nonnulls(session_id, person_id) = 1)
);
call make_tenant_table('revocations');
grant insert (org_id, session_id, person_id) on revocations to campfire_app;

-- Who did what. Rows are added and read, and by nobody changed.
create table audit_log (
  org_id uuid not null references organizations (org_id),
  id uuid not null,
  at timestamptz not null,
  -- Null: whoever runs the installation, or nobody who is known.
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'bot', 'operator', 'nobody')),
  action text not null,
  -- What it was done to, by its id.
  subject text,
  detail jsonb not null default '{}',
  primary key (org_id, id)
);
call make_tenant_table('audit_log');
grant select, insert on audit_log to campfire_app;

-- The same for what belongs to no organisation.
create table installation_log (
  id uuid primary key,
  at timestamptz not null,
  action text not null,
  detail jsonb not null default '{}'
);
grant insert on installation_log to campfire_installation;

-- Questions across organisations, each a function that answers ids (and, to whoever runs the
-- installation, names) and nothing else.
create policy directory on revocations for select to campfire_directory using (true);
create policy directory_forgets on revocations for delete to campfire_directory using (true);
grant select, delete on revocations to campfire_directory;
grant select (name, created_at) on organizations to campfire_directory;

-- The table holds what happened within minutes, so it is read as a whole: no index may start with
-- the time.
create function recent_revocations(within interval)
returns table (org_id uuid, id bigint, session_id uuid, person_id uuid, at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select r.org_id, r.id, r.session_id, r.person_id, r.at from campfire.revocations r
  where r.at > clock_timestamp() - within
$$;

create function forget_revocations(older interval) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ delete from campfire.revocations r where r.at < clock_timestamp() - older $$;

create function all_organizations()
returns table (org_id uuid, name text, widget_key text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id, o.name, o.widget_key, o.created_at from campfire.organizations o
  order by o.created_at, o.org_id
$$;

revoke execute on function
  recent_revocations(interval), forget_revocations(interval), all_organizations() from public;
grant execute on function
  recent_revocations(interval), forget_revocations(interval), all_organizations()
  to campfire_installation;

grant create on schema campfire to campfire_directory;
alter function recent_revocations(interval) owner to campfire_directory;
alter function forget_revocations(interval) owner to campfire_directory;
alter function all_organizations() owner to campfire_directory;
revoke create on schema campfire from campfire_directory;

-- An anonymous contact turned out to be somebody: their conversations and messages become that
-- contact's, and the history says so.
alter table conversation_changes
  drop constraint conversation_changes_kind_check,
  add constraint conversation_changes_kind_check check (
    kind in ('opened', 'status', 'priority', 'tags', 'assignee', 'subject', 'contact'));
grant update (contact_id) on conversations to campfire_app;
grant update (sender_id) on messages to campfire_app;
