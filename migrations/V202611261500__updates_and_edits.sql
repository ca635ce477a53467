-- Agents update conversations, and everybody edits and deletes their own messages, in the name of
-- one organisation: the writer's role stays for the group commit.
grant update (
  status, snoozed_until, priority, tags, assignee_id, subject, change_seq, last_preview, updated_at,
  resolved_at)
  on conversations to campfire_app;
grant update (content, change_seq, edited_at, deleted_at) on messages to campfire_app;

-- Of a change to snoozed: until when, if that was said. Beside `after`, which stays the bare status.
alter table conversation_changes add column snoozed_until timestamptz;

-- Who edits a message knows its id and not its place.
create unique index messages_by_id on messages (org_id, id);
