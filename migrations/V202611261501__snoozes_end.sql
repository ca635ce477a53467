-- Who wakes conversations up looks for organisations that have some to wake, so it cannot name one
-- first. The question is a function of a role that sees when something sleeps until, and nothing
-- else of it; whoever calls it then enters each organisation like everybody.
do $$
begin
  if not exists (select 1 from pg_catalog.pg_roles where rolname = 'campfire_alarm') then
    create role campfire_alarm nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;
grant usage on schema campfire to campfire_alarm;

create index conversations_asleep on conversations (org_id, snoozed_until)
  where snoozed_until is not null;

create policy alarm on organizations for select to campfire_alarm using (true);
create policy alarm on conversations for select to campfire_alarm using (true);
grant select (org_id) on organizations to campfire_alarm;
grant select (org_id, snoozed_until) on conversations to campfire_alarm;

-- One index look-up for each organisation, however many of its conversations sleep.
create function orgs_to_wake(now timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  where exists (
    select 1 from campfire.conversations c
    where c.org_id = o.org_id and c.snoozed_until <= now) $$;

revoke execute on function orgs_to_wake(timestamptz) from public;
grant execute on function orgs_to_wake(timestamptz) to campfire_installation;

do $$ begin execute format('grant campfire_alarm to %I', current_user); end $$;
grant create on schema campfire to campfire_alarm;
alter function orgs_to_wake(timestamptz) owner to campfire_alarm;
revoke create on schema campfire from campfire_alarm;
