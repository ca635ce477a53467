-- Each way to look at the list is an index read in the list's order, however large the organisation.
create index conversations_of_assignee
  on conversations (org_id, assignee_id, updated_at desc, id desc) where assignee_id is not null;
create index conversations_of_nobody
  on conversations (org_id, updated_at desc, id desc) where assignee_id is null;
create index conversations_of_channel
  on conversations (org_id, channel, updated_at desc, id desc);

-- The tags once more, each as a row: under row-level security an array's operators are no index
-- condition, and an index on the array would be written with each message. Kept by a trigger that
-- messages do not touch, since they leave the tags alone.
create table conversation_tags (
  org_id uuid not null,
  tag text not null,
  conversation_id uuid not null,
  primary key (org_id, tag, conversation_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id)
);
call make_tenant_table('conversation_tags');
create index conversation_tags_of_one on conversation_tags (org_id, conversation_id);
grant select, insert, delete on conversation_tags to campfire_app;

create function keep_conversation_tags() returns trigger
language plpgsql set search_path = campfire, pg_temp
as $$
begin
  delete from conversation_tags t
  where t.org_id = new.org_id and t.conversation_id = new.id and t.tag <> all (new.tags);
  insert into conversation_tags (org_id, tag, conversation_id)
  select new.org_id, tag, new.id from unnest(new.tags) tag
  on conflict do nothing;
  return null;
end
$$;
create trigger conversation_tags_of_new after insert on conversations
  for each row when (new.tags <> '{}') execute function keep_conversation_tags();
create trigger conversation_tags_of_changed after update of tags on conversations
  for each row when (new.tags is distinct from old.tags)
  execute function keep_conversation_tags();
