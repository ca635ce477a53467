create table conversations (
  org_id uuid not null references organizations (org_id),
  id uuid not null,
  -- For people to say; counts up in the organisation.
  number bigint not null,
  contact_id uuid not null,
  status text not null default 'open'
    check (status in ('open', 'pending', 'snoozed', 'resolved')),
  snoozed_until timestamptz,
  priority text not null default 'normal'
    check (priority in ('low', 'normal', 'high', 'urgent')),
  channel text not null check (channel in ('web', 'email', 'api')),
  subject text check (length(subject) <= 200),
  tags text[] not null default '{}',
  assignee_id uuid,
  -- Both counters are taken under this row's lock: commit order is their order, without holes.
  last_seq bigint not null default 0,
  change_seq bigint not null default 1,
  last_preview text,
  last_sent_at timestamptz,
  last_sender_kind text,
  -- The contact's messages, and how many of them stand at or before an agent's highest read mark:
  -- the difference is what the agents have not read, without counting rows.
  contact_message_count bigint not null default 0,
  contact_message_read_count bigint not null default 0,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, contact_id) references contacts (org_id, id),
  foreign key (org_id, assignee_id) references profiles (org_id, user_id)
)
-- Every message rewrites this row: room on its page keeps the new version beside the old one.
with (fillfactor = 70);
call make_tenant_table('conversations');
create index conversations_newest on conversations (org_id, updated_at desc, id desc);
create index conversations_of_status on conversations (org_id, status, updated_at desc, id desc);
create index conversations_of_contact
  on conversations (org_id, contact_id, updated_at desc, id desc);

-- Names an intended message in its organisation: one conversation's client message id.
create function send_key_of(conversation_id uuid, client_message_id uuid) returns uuid
language sql immutable parallel safe
return encode(
  substring(sha256(uuid_send(conversation_id) || uuid_send(client_message_id)) for 16), 'hex')::uuid;

create table messages (
  org_id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  -- The number of its last change among the conversation's changes.
  change_seq bigint not null,
  id uuid not null,
  client_message_id uuid not null,
  -- A client message id is unique in its conversation. Hashed together because every message is
  -- looked for by it before it is written: of several indexes that start with the conversation the
  -- planner may take another one, and then reads the whole conversation at each send.
  send_key uuid not null
    generated always as (send_key_of(conversation_id, client_message_id)) stored,
  sender_id uuid not null,
  sender_kind text not null check (sender_kind in ('agent', 'contact', 'bot', 'system')),
  sender_name text,
  content text not null,
  -- SHA-256 of the content as first sent: a repeat is told from a conflict after an edit too.
  sent_digest bytea not null,
  sent_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (org_id, conversation_id, seq),
  unique (org_id, send_key),
  unique (org_id, conversation_id, change_seq),
  foreign key (org_id, conversation_id) references conversations (org_id, id)
);
call make_tenant_table('messages');

-- Every explicit change of a conversation, numbered with its messages. Analytics and audit read it
-- conversation by conversation: these numbers have no holes.
create table conversation_changes (
  org_id uuid not null,
  conversation_id uuid not null,
  change_seq bigint not null,
  kind text not null
    check (kind in ('opened', 'status', 'priority', 'tags', 'assignee', 'subject')),
  actor_id uuid not null,
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'bot', 'system')),
  at timestamptz not null,
  before jsonb,
  after jsonb,
  primary key (org_id, conversation_id, change_seq),
  foreign key (org_id, conversation_id) references conversations (org_id, id)
);
call make_tenant_table('conversation_changes');

grant select, insert on conversations to campfire_app;
grant select on messages to campfire_app;
grant select, insert on conversation_changes to campfire_app;

grant select on conversations to campfire_writer;
grant update (
  status, snoozed_until, last_seq, change_seq, last_preview, last_sent_at, last_sender_kind,
  contact_message_count, contact_message_read_count, updated_at, resolved_at)
  on conversations to campfire_writer;
grant select, insert on messages to campfire_writer;
grant select, insert on conversation_changes to campfire_writer;
