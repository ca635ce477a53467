-- Finding conversations by any part of any word, in any script. An index serves where the
-- words are: `ilike` and the operators of arrays are not leakproof, so under row-level security they
-- are no index condition, and pg_trgm has nothing of a word of one or two Chinese characters.
create extension if not exists btree_gin;

-- How texts are compared: without case in every script, whatever the database's locale is. Lower
-- first, or the capital sharp s would stay itself.
create function search_fold(words text) returns text
language sql immutable strict parallel safe
return upper(lower(words collate "und-x-icu") collate "und-x-icu");

-- Each different run of one, two and three characters of a folded text, as a number: their code
-- points in 21 bits each, the rest by 2^31 - 1. Two runs may share one, which costs a look at a text
-- that does not hold the words, and nothing else. `Grams` in messaging reckons the same.
create function search_grams(folded text) returns integer[]
language sql immutable strict parallel safe
as $$
  select coalesce(array_agg(distinct (gram % 2147483647)::integer), '{}')
  from (
    select ascii(c)::bigint as one, lead(ascii(c)::bigint) over place as two,
      lead(ascii(c)::bigint, 2) over place as three
    from unnest(string_to_array(folded, null)) with ordinality as t (c, n)
    window place as (order by n)) runs
  cross join lateral (
    values (one), ((one << 21) | two), ((one << 42) | (two << 21) | three)) as g (gram)
  where gram is not null $$;

-- What a stretch of a conversation's changes says: the messages whose last change is one of them,
-- and its subject. Written behind the messages, by whichever node looks first, so a send pays
-- nothing for it; what is not in here yet is read as it stands.
create table search_entries (
  org_id uuid not null,
  conversation_id uuid not null,
  after_change bigint not null,
  upto_change bigint not null check (upto_change > after_change),
  grams integer[] not null,
  primary key (org_id, conversation_id, upto_change),
  foreign key (org_id, conversation_id) references conversations (org_id, id)
);
call make_tenant_table('search_entries');
create index search_entries_grams on search_entries using gin (org_id, grams);

-- Up to when an organisation's conversations are in search_entries. Whoever writes older rows by
-- hand sets it back, or they are not found.
create table search_progress (
  org_id uuid primary key references organizations (org_id),
  indexed_until timestamptz not null
);
call make_tenant_table('search_progress');

-- Contacts are few and change seldom: theirs is kept by the database itself.
create index contacts_grams on contacts using gin (
  org_id, search_grams(search_fold(coalesce(name, '') || E'\n' || coalesce(email, ''))))
  where name is not null or email is not null;

grant select, insert, delete on search_entries to campfire_app;
grant select, insert, update (indexed_until) on search_progress to campfire_app;

do $$
begin
  if not exists (select 1 from pg_catalog.pg_roles where rolname = 'campfire_search') then
    create role campfire_search nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;
grant usage on schema campfire to campfire_search;
create policy search on organizations for select to campfire_search using (true);
create policy search on conversations for select to campfire_search using (true);
create policy search on contacts for select to campfire_search using (true);
create policy search on search_entries for select to campfire_search using (true);
create policy search on search_progress for select to campfire_search using (true);
grant select (org_id) on organizations to campfire_search;
grant select (org_id, id, contact_id, updated_at) on conversations to campfire_search;
grant select (org_id, id, name, email) on contacts to campfire_search;
grant select (org_id, conversation_id, grams) on search_entries to campfire_search;
grant select (org_id, indexed_until) on search_progress to campfire_search;

-- Conversations of the entered organisation that may hold the words: those whose stretches have all
-- their grams, those whose contact's name and address do, and those that changed too lately to be
-- in the index. It names the organisation itself, since it sees past row-level security: that is
-- what lets it use the index. Whoever asks looks at each by the usual way.
create function search_candidates(
  wanted integer[], before_at timestamptz, before_id uuid, most integer)
returns table (id uuid, updated_at timestamptz)
language sql stable rows 100 security definer
set search_path = pg_catalog, campfire, pg_temp
set enable_bitmapscan = on
as $$
  with org as materialized (
    select nullif(current_setting('campfire.org_id', true), '')::uuid as id
  ), found as materialized (
    select e.conversation_id as id from search_entries e
    where e.org_id = (select o.id from org o) and e.grams @> wanted
    union
    select c.id from contacts k
    join conversations c on c.org_id = k.org_id and c.contact_id = k.id
    where k.org_id = (select o.id from org o) and (k.name is not null or k.email is not null)
      and search_grams(search_fold(coalesce(k.name, '') || E'\n' || coalesce(k.email, '')))
        @> wanted
    union
    select c.id from conversations c
    where c.org_id = (select o.id from org o) and c.updated_at > coalesce((
      select p.indexed_until from search_progress p where p.org_id = (select o.id from org o)),
      '-infinity')
  )
  select c.id, c.updated_at
  from found f join conversations c on c.org_id = (select o.id from org o) and c.id = f.id
  where (c.updated_at, c.id) < (before_at, before_id)
  order by c.updated_at desc, c.id desc
  limit most $$;

-- Organisations where something changed since their progress.
create function orgs_to_index() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  left join campfire.search_progress p on p.org_id = o.org_id
  where exists (
    select 1 from campfire.conversations c
    where c.org_id = o.org_id and c.updated_at > coalesce(p.indexed_until, '-infinity')) $$;

revoke execute on function
  search_candidates(integer[], timestamptz, uuid, integer), orgs_to_index() from public;
grant execute on function search_candidates(integer[], timestamptz, uuid, integer)
  to campfire_app;
grant execute on function orgs_to_index() to campfire_installation;

do $$ begin execute format('grant campfire_search to %I', current_user); end $$;
grant create on schema campfire to campfire_search;
alter function search_candidates(integer[], timestamptz, uuid, integer) owner to campfire_search;
alter function orgs_to_index() owner to campfire_search;
revoke create on schema campfire from campfire_search;
