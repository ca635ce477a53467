-- Forced row-level security holds the owner too, so it is lifted for these two while the tags of
-- earlier conversations are written down.
alter table conversations no force row level security;
alter table conversation_tags no force row level security;
insert into conversation_tags (org_id, tag, conversation_id)
select distinct c.org_id, tag, c.id from conversations c cross join unnest(c.tags) tag
on conflict do nothing;
alter table conversations force row level security;
alter table conversation_tags force row level security;
