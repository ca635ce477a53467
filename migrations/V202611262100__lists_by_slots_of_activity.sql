-- A message moves its conversation to the top of every list. With the moment in their indexes, each
-- message was a new entry in all of them, and in every other index of the row. In steps of five
-- minutes most messages move nothing, and the row is rewritten on its page alone (ADR-0033). The
-- order stays that of updated_at: a list is read step by step, each of them sorted.
create function activity_slot(at timestamptz) returns timestamptz
language sql immutable parallel safe
return date_bin('5 minutes', at, timestamptz '2000-01-01T00:00:00Z');

drop index conversations_newest;
drop index conversations_of_status;
drop index conversations_of_contact;
drop index conversations_of_assignee;
drop index conversations_of_nobody;
drop index conversations_of_channel;

alter table conversations
  add column active_slot timestamptz not null
  generated always as (activity_slot(updated_at)) stored;

create index conversations_newest on conversations (org_id, active_slot);
create index conversations_of_status on conversations (org_id, status, active_slot);
create index conversations_of_contact on conversations (org_id, contact_id, active_slot);
create index conversations_of_assignee
  on conversations (org_id, assignee_id, active_slot) where assignee_id is not null;
create index conversations_of_nobody
  on conversations (org_id, active_slot) where assignee_id is null;
create index conversations_of_channel on conversations (org_id, channel, active_slot);

grant select (active_slot) on conversations to campfire_search;
grant select (active_slot) on conversations to campfire_directory;

create or replace function search_candidates(
  wanted integer[], before_at timestamptz, before_id uuid, most integer)
returns table (id uuid, updated_at timestamptz)
language sql stable rows 100 security definer
set search_path = pg_catalog, campfire, pg_temp
set enable_bitmapscan = on
as $$
  with org as materialized (
    select nullif(current_setting('campfire.org_id', true), '')::uuid as id
  ), progress as materialized (
    select coalesce((
      select p.indexed_until from search_progress p where p.org_id = (select o.id from org o)),
      '-infinity') as until
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
    where c.org_id = (select o.id from org o)
      and c.active_slot >= activity_slot((select p.until from progress p))
      and c.updated_at > (select p.until from progress p)
  )
  select c.id, c.updated_at
  from found f join conversations c on c.org_id = (select o.id from org o) and c.id = f.id
  where (c.updated_at, c.id) < (before_at, before_id)
  order by c.updated_at desc, c.id desc
  limit most $$;

-- Both ask for the newest that is new in the order of an index: only that one can do without a sort.
create or replace function orgs_to_index() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  left join campfire.search_progress p on p.org_id = o.org_id
  cross join lateral (
    select from campfire.conversations c
    where c.org_id = o.org_id
      and c.active_slot >= campfire.activity_slot(coalesce(p.indexed_until, '-infinity'))
      and c.updated_at > coalesce(p.indexed_until, '-infinity')
    order by c.active_slot desc limit 1) c $$;

create or replace function orgs_changed_since(since timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  cross join lateral (
    select from campfire.conversations c
    where c.org_id = o.org_id
      and c.active_slot >= campfire.activity_slot(coalesce(since, '-infinity'))
      and c.updated_at > coalesce(since, '-infinity')
    order by c.active_slot desc limit 1) c $$;

-- The keys of one conversation's messages stand side by side in their index, so that its page is in
-- memory when the next one comes. Across conversations the key has 128 bits of hash as before, and
-- 64 in each: who finds two ids that fall together has a conflict with themselves.
alter table messages drop column send_key;
create or replace function send_key_of(conversation_id uuid, client_message_id uuid) returns uuid
language sql immutable parallel safe
return encode(
  substring(sha256(uuid_send(conversation_id)) for 8)
    || substring(sha256(uuid_send(conversation_id) || uuid_send(client_message_id)) for 8),
  'hex')::uuid;
alter table messages
  add column send_key uuid not null
  generated always as (send_key_of(conversation_id, client_message_id)) stored,
  add constraint messages_org_id_send_key_key unique (org_id, send_key);
