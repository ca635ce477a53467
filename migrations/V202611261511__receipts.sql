-- How far each reader of a conversation has got. Two marks that only grow, however many messages.
create table receipts (
  org_id uuid not null,
  conversation_id uuid not null,
  reader_id uuid not null,
  reader_kind text not null check (reader_kind in ('agent', 'contact', 'bot')),
  delivered_seq bigint not null,
  delivered_at timestamptz,
  read_seq bigint not null,
  read_at timestamptz,
  primary key (org_id, conversation_id, reader_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id),
  check (read_seq between 0 and delivered_seq)
)
-- Rewritten as people read on: room on its page keeps the new version beside the old one.
with (fillfactor = 70);
call make_tenant_table('receipts');

grant select on receipts to campfire_app;
grant select, insert on receipts to campfire_writer;
grant update (delivered_seq, delivered_at, read_seq, read_at) on receipts to campfire_writer;

-- Who has read which message, for those who ask so: everybody up to whose mark it stands, but for
-- who wrote it. The time is that of the mark, so the message was read then or before.
create view read_receipts with (security_invoker = true) as
select m.id as message_id, r.reader_id as user_id, r.read_at
from receipts r
join messages m on m.org_id = r.org_id and m.conversation_id = r.conversation_id
  and m.seq <= r.read_seq
where m.sender_id <> r.reader_id;

grant select on read_receipts to campfire_app;
