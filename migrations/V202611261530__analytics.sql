-- An edit or a deletion gives a message another change_seq, yet what is reckoned from the order of
-- things (who was answered when) must not move. So a message keeps the number that it was sent
-- under; null while that is its change_seq still. A trigger, so that no statement can forget it.
alter table messages add column sent_change_seq bigint;

create function keep_sent_change_seq() returns trigger
language plpgsql
as $$
begin
  new.sent_change_seq := coalesce(old.sent_change_seq, old.change_seq);
  return new;
end
$$;
create trigger keep_sent_change_seq before update of change_seq on messages
  for each row when (new.change_seq <> old.change_seq) execute function keep_sent_change_seq();

-- What a contact said of an episode, which is named by the change that resolved it.
create table ratings (
  org_id uuid not null,
  conversation_id uuid not null,
  resolution_seq bigint not null,
  score smallint not null check (score between 1 and 5),
  comment text check (length(comment) <= 2000),
  -- Whose it was when it was resolved, whoever has it now.
  agent_id uuid,
  -- When it was first given: there it counts, also after it was replaced.
  rated_at timestamptz not null,
  replaced_at timestamptz,
  primary key (org_id, conversation_id, resolution_seq),
  foreign key (org_id, conversation_id) references conversations (org_id, id),
  foreign key (org_id, agent_id) references profiles (org_id, user_id)
);
call make_tenant_table('ratings');
create index ratings_by_time on ratings (org_id, rated_at desc, conversation_id desc)
  include (score, agent_id);

grant select, insert, update (score, comment, replaced_at) on ratings to campfire_app;

-- The rest is derived: `campfire analytics recompute` makes all of it anew. It has no foreign keys
-- to what it is derived from, or each message would pay for checking them.

-- One row an organisation, which is also the lock of its reckoning.
create table analytics_progress (
  org_id uuid primary key references organizations (org_id),
  open_now bigint not null default 0,
  waiting_now bigint not null default 0,
  contact_count int not null default 0,
  -- When everything was last looked for; null before the first time.
  swept_at timestamptz,
  announced_at timestamptz
);
call make_tenant_table('analytics_progress');

-- How far a conversation has been reckoned, and what of it is still going on.
create table analytics_conversations (
  org_id uuid not null,
  conversation_id uuid not null,
  change_seq bigint not null,
  seq bigint not null,
  -- Of the episode that is going on; null while it is resolved.
  episode_at timestamptz,
  -- The first message of the contact in the episode.
  first_contact_at timestamptz,
  is_answered boolean not null,
  -- The first message of the contact's turn that waits for a reply.
  turn_at timestamptz,
  contact_spoke_last boolean not null,
  assignee_id uuid,
  primary key (org_id, conversation_id)
)
with (fillfactor = 80);
call make_tenant_table('analytics_conversations');

-- Contacts by small numbers, so that a set of them is a few bytes each.
create table analytics_contacts (
  org_id uuid not null,
  contact_id uuid not null,
  number int not null,
  primary key (org_id, contact_id),
  unique (org_id, number)
);
call make_tenant_table('analytics_contacts');

-- What is counted, one row each: openings, reopenings, first responses, replies and resolutions.
create table analytics_facts (
  org_id uuid not null,
  kind smallint not null,
  at timestamptz not null,
  conversation_id uuid not null,
  change_seq bigint not null,
  -- How long it took, where it is a time.
  ms bigint,
  agent_id uuid,
  channel text,
  primary key (org_id, kind, at, conversation_id, change_seq)
);
call make_tenant_table('analytics_facts');

-- Which messages of a conversation fell into which quarter of an hour (UTC). They are read only
-- where a stretch of time cuts through the quarter.
create table analytics_activity (
  org_id uuid not null,
  at timestamptz not null,
  conversation_id uuid not null,
  first_seq bigint not null,
  last_seq bigint not null,
  primary key (org_id, at, conversation_id)
);
call make_tenant_table('analytics_activity');

-- Sums of a quarter of an hour (level 0), an hour (1) and a day (2), all UTC.
create table analytics_buckets (
  org_id uuid not null,
  level smallint not null,
  metric smallint not null,
  at timestamptz not null,
  -- A channel, a sender's kind, an agent's id; '' for all.
  key text not null,
  count bigint not null,
  -- Of times, in milliseconds.
  total bigint not null,
  longest bigint not null,
  -- Of all times together: HdrHistogram. Of contacts: RoaringBitmap.
  sketch bytea,
  primary key (org_id, level, metric, at, key)
);
call make_tenant_table('analytics_buckets');

grant select, insert, delete,
  update (open_now, waiting_now, contact_count, swept_at, announced_at)
  on analytics_progress to campfire_app;
grant select, insert, delete,
  update (change_seq, seq, episode_at, first_contact_at, is_answered, turn_at, contact_spoke_last,
    assignee_id)
  on analytics_conversations to campfire_app;
grant select, insert, delete on analytics_contacts to campfire_app;
grant select, insert, delete on analytics_facts to campfire_app;
grant select, insert, delete, update (first_seq, last_seq) on analytics_activity to campfire_app;
grant select, insert, delete, update (count, total, longest, sketch) on analytics_buckets
  to campfire_app;

-- Whose conversations have moved lately: ids of organisations and nothing else. One look at the
-- end of an index for each.
create policy directory on conversations for select to campfire_directory using (true);
grant select (org_id, id, updated_at) on conversations to campfire_directory;

create function orgs_changed_since(since timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.org_id from campfire.organizations o
  cross join lateral (
    select c.updated_at from campfire.conversations c
    where c.org_id = o.org_id
    order by c.updated_at desc, c.id desc limit 1) c
  where since is null or c.updated_at > since $$;

revoke execute on function orgs_changed_since(timestamptz) from public;
grant execute on function orgs_changed_since(timestamptz) to campfire_installation;

grant create on schema campfire to campfire_directory;
alter function orgs_changed_since(timestamptz) owner to campfire_directory;
revoke create on schema campfire from campfire_directory;
