-- Who is connected follows what presence knows: written by its own batches, across organisations.
grant select (availability, is_online, last_seen_at, disabled_at) on profiles to campfire_writer;
grant update (is_online, last_seen_at) on profiles to campfire_writer;
grant update (is_online, last_seen_at) on contacts to campfire_writer;
-- What an agent chooses is theirs, inside their organisation.
grant update (availability) on profiles to campfire_app;

create index profiles_online on profiles (org_id) where is_online;
create index contacts_online on contacts (org_id) where is_online;

-- What each agent has to do is counted, and what was resolved is most of all.
create index conversations_at_work on conversations (org_id, assignee_id)
  where status <> 'resolved' and assignee_id is not null;

-- After a crash of everything, whose rows are wrong has to be found in every organisation. Answers
-- ids of organisations and nothing else; whoever calls it then enters them like everybody.
grant select (is_online) on profiles to campfire_directory;
grant select (org_id, is_online) on contacts to campfire_directory;
create policy directory on contacts for select to campfire_directory using (true);

-- One look into each index for each organisation.
create function orgs_with_people_online() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  where exists (
      select 1 from campfire.profiles p where p.org_id = o.org_id and p.is_online)
    or exists (
      select 1 from campfire.contacts c where c.org_id = o.org_id and c.is_online)
$$;

revoke execute on function orgs_with_people_online() from public;
grant execute on function orgs_with_people_online() to campfire_installation;

grant create on schema campfire to campfire_directory;
alter function orgs_with_people_online() owner to campfire_directory;
revoke create on schema campfire from campfire_directory;

-- Until when somebody watched who is there: people who were online then, and nobody is there to say
-- goodbye for them, were last seen at this time. One row.
create table presence_watch (
  only_row boolean primary key default true check (only_row),
  watched_at timestamptz not null default now()
);
insert into presence_watch default values;
grant select, update (watched_at) on presence_watch to campfire_installation;
