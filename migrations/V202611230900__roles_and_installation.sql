-- Roles are shared by all databases of a server, so another installation may have made them.
do $$
declare
  name text;
begin
  foreach name in array array[
    'campfire_app', 'campfire_writer', 'campfire_installation', 'campfire_directory']
  loop
    if not exists (select 1 from pg_catalog.pg_roles where rolname = name) then
      execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', name);
    end if;
  end loop;
end
$$;

revoke all on schema campfire from public;
grant usage on schema campfire
  to campfire_app, campfire_writer, campfire_installation, campfire_directory;

-- Forces row-level security on a table and gives it its two policies.
--
-- The setting is wrapped in a sub-select so that it is evaluated once a statement and not once a
-- row; '' is what is left of it after a transaction, and must show nothing. The writer's policy
-- takes a list because one group commit serves several organisations; the same list in the first
-- policy would cost every history page its index condition. In the second, coalesce keeps the list
-- out of the index conditions: there it would be searched once for each organisation of the batch,
-- so the writer's statements name the organisation of each row themselves and the policy checks.
create procedure make_tenant_table(tenant_table regclass)
language plpgsql
as $$
declare
  one constant text :=
    'org_id = (select nullif(current_setting(''campfire.org_id'', true), '''')::uuid)';
  several constant text :=
    'coalesce(org_id = any ((select string_to_array(nullif(current_setting(''campfire.org_ids'', true), ''''), '',''))::uuid[]), false)';
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy one_organization on %s to campfire_app using (%s) with check (%s)',
    tenant_table, one, one);
  execute format(
    'create policy organizations_of_batch on %s to campfire_writer using (%s) with check (%s)',
    tenant_table, several, several);
end
$$;
revoke execute on procedure make_tenant_table(regclass) from public;

-- What belongs to the installation and to no organisation. One row.
create table installation (
  only_row boolean primary key default true check (only_row),
  -- Names the life of this database. Changed by `campfire epoch` after an older copy was
  -- restored: clients then drop what they hold.
  epoch uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now()
);
insert into installation default values;

-- The keys that access tokens are signed with, PKCS #8 and X.509 in DER.
create table signing_keys (
  kid text primary key,
  private_key bytea not null,
  public_key bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

grant select on installation to campfire_installation;
grant select, insert on signing_keys to campfire_installation;
