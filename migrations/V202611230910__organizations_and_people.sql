create table organizations (
  org_id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  -- Public: stands in the web page that carries the widget.
  widget_key text not null unique check (length(widget_key) between 1 and 100),
  greeting text,
  allowed_origins text[] not null default '{}',
  -- Signs the identities of the organisation's own users (HS256).
  identity_secret text,
  -- The number given to the newest conversation.
  conversation_count bigint not null default 0,
  created_at timestamptz not null default now()
);
call make_tenant_table('organizations');

create table profiles (
  org_id uuid not null references organizations (org_id),
  user_id uuid not null,
  full_name text not null check (length(full_name) between 1 and 100),
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  role text not null check (role in ('agent', 'admin')),
  -- PHC string, Argon2id.
  password_hash text,
  availability text not null default 'online'
    check (availability in ('online', 'away', 'busy', 'offline')),
  is_online boolean not null default false,
  last_seen_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, user_id),
  unique (org_id, email)
);
call make_tenant_table('profiles');

create table contacts (
  org_id uuid not null references organizations (org_id),
  id uuid not null,
  name text check (length(name) <= 100),
  email text check (length(email) <= 254),
  verified boolean not null default false,
  is_online boolean not null default false,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
call make_tenant_table('contacts');

-- A signed-in agent's session: a family of refresh tokens, of which the newest is valid and the
-- one before it for ten seconds more (two tabs may renew at once). Hashes only, SHA-256.
create table sessions (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  refresh_hash bytea not null,
  previous_hash bytea,
  rotated_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references profiles (org_id, user_id)
);
call make_tenant_table('sessions');
create index sessions_by_user on sessions (org_id, user_id);

grant select, update (conversation_count) on organizations to campfire_app;
grant select on profiles to campfire_app;
grant update (password_hash) on profiles to campfire_app;
grant select, insert, update (name, email, verified) on contacts to campfire_app;
grant select, insert on sessions to campfire_app;
grant update (refresh_hash, previous_hash, rotated_at, expires_at, revoked_at) on sessions
  to campfire_app;
grant select (org_id, user_id, full_name) on profiles to campfire_writer;
grant select on contacts to campfire_writer;

-- Two questions cannot name an organisation, since they look for it: a widget's key and an e-mail
-- at sign-in. Each is a function that answers ids of organisations and nothing else; whoever calls
-- it then enters that organisation like everybody.
create policy directory on organizations for select to campfire_directory using (true);
create policy directory on profiles for select to campfire_directory using (true);
grant select (org_id, widget_key) on organizations to campfire_directory;
grant select (org_id, email) on profiles to campfire_directory;

create function org_of_widget_key(key text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select o.org_id from campfire.organizations o where o.widget_key = key $$;

-- One index look-up for each organisation: the index starts with org_id, as all do.
create function orgs_of_email(address text) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  where exists (
    select 1 from campfire.profiles p where p.org_id = o.org_id and p.email = address)
$$;

revoke execute on function org_of_widget_key(text), orgs_of_email(text) from public;
grant execute on function org_of_widget_key(text), orgs_of_email(text) to campfire_installation;

do $$ begin execute format('grant campfire_directory to %I', current_user); end $$;
grant create on schema campfire to campfire_directory;
alter function org_of_widget_key(text) owner to campfire_directory;
alter function orgs_of_email(text) owner to campfire_directory;
revoke create on schema campfire from campfire_directory;
