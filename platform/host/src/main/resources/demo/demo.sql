-- The demo's rows: `./campfire start --demo`. Run as the owner, each time; what is there stays as it
-- is. Whoever is in here signs in with the password `campfire`, so nothing of this belongs on a
-- server that others reach.
--
-- Conversations are told as what happened in them, one line a step, and every number is counted
-- from that: seq and change_seq by the order of the steps, the rest by what the steps say.

begin;

insert into organizations (org_id, name, widget_key, greeting, identity_secret, conversation_count)
values
  ('01930000-0000-7000-8000-000000000001', 'Northwood Outfitters', 'demo',
    'Hello! Ask us about gear, sizes and orders. 🏕️', 'demo-identity-secret', 12),
  ('01930000-0000-7000-8000-000000000002', 'Harbour Books', 'other',
    'Welcome aboard. What are you reading?', null, 0)
on conflict do nothing;

-- The password's hash is Argon2id with the parameters of conf/campfire.yaml.
insert into profiles (org_id, user_id, full_name, email, role, password_hash)
select org_id::uuid, user_id::uuid, full_name, email, role,
  '$argon2id$v=19$m=19456,t=2,p=1$Ze2trRmQ605S3xvQ04NMuw$eM+/nXbRxQavtVdZA0/FdaletjGIlUOcrC8Wz1CQ0wk'
from (values
  ('01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-0000000000a1',
    'Margaret Hamilton', 'admin@demo.test', 'admin'),
  ('01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-0000000000a2',
    'Ada Lovelace', 'ada@demo.test', 'agent'),
  ('01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-0000000000a3',
    'Grace Hopper', 'grace@demo.test', 'agent'),
  ('01930000-0000-7000-8000-000000000002', '01930000-0000-7000-8000-0000000000a4',
    'Eve Harrington', 'eve@other.test', 'agent')
) as people (org_id, user_id, full_name, email, role)
on conflict do nothing;

-- Conversations by their number, each with its contact. An anonymous one has no name.
create temporary table demo_conversations (
  number int primary key,
  channel text not null,
  subject text,
  contact_name text,
  contact_email text,
  snoozed_for interval
) on commit drop;

insert into demo_conversations values
  (1, 'web', 'Zelt für vier Personen', 'Mia Becker', 'mia.becker@example.com', null),
  (2, 'email', 'Return of a sleeping bag', 'Chloe Martin', 'chloe.martin@example.com', null),
  (3, 'web', 'Wrong address on my order', 'Noah Williams', 'noah.w@example.com', null),
  (4, 'email', 'بطاقة هدية', 'عمر فاروق', 'omar.farouk@example.com', null),
  (5, 'web', 'Boots half a size too small', 'Emma Lindqvist', 'emma.lindqvist@example.com', null),
  (6, 'web', 'Ein großes Lob 😊', 'Jonas Weber', 'jonas.weber@example.com', null),
  (7, 'web', 'Where is my parcel?', 'Priya Nair', 'priya.nair@example.com', '14 hours'),
  (8, 'web', 'مقاس السترة', 'ليلى حداد', 'layla.haddad@example.com', null),
  (9, 'web', 'Lantern arrived broken', 'Tom Okafor', 'tom.okafor@example.com', null),
  (10, 'web', 'Discount code is not accepted', 'Sam Rivera', 'sam.rivera@example.com', null),
  (11, 'web', 'コンロの修理について', '田中 由紀', null, null),
  (12, 'web', null, null, null, null);

-- What happened in them, in its order: `said` for a message, `value` for a change.
create temporary table demo_steps (
  step int generated always as identity,
  number int not null,
  ago interval not null,
  actor text not null,
  kind text not null,
  said text,
  value jsonb
) on commit drop;

insert into demo_steps (number, ago, actor, kind, said, value) values
  (1, '19 days 4 hours', 'contact', 'message',
    'Hallo! Passt das Zelt „Fjell 4“ wirklich für vier Erwachsene, oder eher für zwei Erwachsene und zwei Kinder?', null),
  (1, '19 days 3 hours 52 minutes', 'ada', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a2"'),
  (1, '19 days 3 hours 51 minutes', 'ada', 'message',
    'Hallo Mia, vier Erwachsene passen hinein, Rucksäcke dann aber nur in die Apsis. Mit zwei Kindern ist es sehr bequem.', null),
  (1, '19 days 3 hours 40 minutes', 'contact', 'message',
    'Super, wir sind zu viert mit zwei Kindern (6 und 9). Und wie schwer ist es?', null),
  (1, '19 days 3 hours 37 minutes', 'ada', 'message',
    '4,8 kg mit Heringen. Auf zwei Rucksäcke verteilt gut zu tragen.', null),
  (1, '19 days 3 hours 30 minutes', 'contact', 'message',
    'Perfekt, dann bestelle ich es. Vielen Dank!', null),
  (1, '19 days 3 hours 28 minutes', 'ada', 'message',
    'Sehr gern. Viel Freude damit!', null),
  (1, '19 days 3 hours 28 minutes', 'ada', 'tags', null,
    '["tents", "presales"]'),
  (1, '19 days 3 hours 27 minutes', 'ada', 'status', null,
    '"resolved"'),
  (2, '16 days 7 hours', 'contact', 'message',
    E'Hello,\n\nI would like to return the Aurora −5 °C sleeping bag from order NW-20418. It is unused, only unpacked: it turned out too short for me (I am 1.88 m).\n\nBest regards\nChloe', null),
  (2, '16 days 5 hours 20 minutes', 'grace', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a3"'),
  (2, '16 days 5 hours 18 minutes', 'grace', 'message',
    'Hi Chloe, of course. You will find a return label in your account under “Orders”. Would you like the long version (up to 2.00 m) instead, or your money back?', null),
  (2, '16 days 5 hours 17 minutes', 'grace', 'tags', null,
    '["returns", "sleeping-bags"]'),
  (2, '16 days 5 hours 17 minutes', 'grace', 'status', null,
    '"pending"'),
  (2, '15 days 22 hours', 'contact', 'status', null,
    '"open"'),
  (2, '15 days 22 hours', 'contact', 'message',
    'I did not know there was a long one. Yes please, an exchange!', null),
  (2, '15 days 20 hours', 'grace', 'message',
    'Done: the long Aurora leaves our warehouse tomorrow, you do not need to wait for the return to arrive.', null),
  (2, '15 days 19 hours 58 minutes', 'grace', 'status', null,
    '"resolved"'),
  (3, '12 days 2 hours', 'contact', 'message',
    'HELP I just ordered and my old address is on it!! Order NW-20631', null),
  (3, '12 days 1 hour 59 minutes', 'bot', 'message',
    'Thanks for writing to Northwood Outfitters. Order NW-20631 is being packed, so I have called a person.', null),
  (3, '12 days 1 hour 59 minutes', 'bot', 'priority', null,
    '"urgent"'),
  (3, '12 days 1 hour 57 minutes', 'grace', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a3"'),
  (3, '12 days 1 hour 56 minutes', 'grace', 'message',
    'Hi Noah, no panic, the parcel has not left yet. What is the right address?', null),
  (3, '12 days 1 hour 54 minutes', 'contact', 'message',
    '7 Birch Lane, Apt 3, Portland, ME 04101. Thank you so much', null),
  (3, '12 days 1 hour 50 minutes', 'grace', 'message',
    'Changed. You get a new confirmation by e-mail in a minute.', null),
  (3, '12 days 1 hour 49 minutes', 'contact', 'message',
    'Got it. You are a lifesaver 🙏', null),
  (3, '12 days 1 hour 48 minutes', 'grace', 'message',
    'Any time! ⛺', null),
  (3, '12 days 1 hour 48 minutes', 'grace', 'tags', null,
    '["orders", "address"]'),
  (3, '12 days 1 hour 47 minutes', 'grace', 'status', null,
    '"resolved"'),
  (4, '9 days 6 hours', 'contact', 'message',
    'مرحباً، هل يمكن شراء بطاقة هدية بقيمة ١٠٠ دولار وإرسالها بالبريد الإلكتروني؟', null),
  (4, '9 days 5 hours 30 minutes', 'admin', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a1"'),
  (4, '9 days 5 hours 28 minutes', 'admin', 'message',
    'مرحباً عمر، نعم بالتأكيد. اختر «بطاقة هدية» في المتجر وستصل إلى البريد الإلكتروني خلال دقائق.', null),
  (4, '9 days 5 hours 10 minutes', 'contact', 'message',
    'شكراً جزيلاً على الرد السريع 🌟', null),
  (4, '9 days 5 hours 9 minutes', 'admin', 'message',
    'على الرحب والسعة!', null),
  (4, '9 days 5 hours 8 minutes', 'admin', 'tags', null,
    '["gift-cards"]'),
  (4, '9 days 5 hours 8 minutes', 'admin', 'status', null,
    '"resolved"'),
  (5, '4 days 3 hours', 'contact', 'message',
    'Hi! I have the Ridge Walker boots in 39 and my toes touch the front going downhill. Is 39.5 enough or should I take 40?', null),
  (5, '4 days 2 hours 45 minutes', 'ada', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a2"'),
  (5, '4 days 2 hours 44 minutes', 'ada', 'message',
    'Hi Emma, for downhill you want about a thumb’s width in front. How much room is there when you stand on a slope in your hiking socks?', null),
  (5, '4 days 2 hours 30 minutes', 'contact', 'message',
    'Maybe 3 mm', null),
  (5, '4 days 2 hours 27 minutes', 'ada', 'message',
    'Then take the 40: half a size is about 3.5 mm, and you want 10 to 12. I have reserved a pair for you until the end of the week.', null),
  (5, '4 days 2 hours 26 minutes', 'ada', 'tags', null,
    '["sizes", "boots"]'),
  (5, '4 days 2 hours 26 minutes', 'ada', 'status', null,
    '"pending"'),
  (6, '2 days 5 hours', 'contact', 'message',
    'Kein Problem, keine Frage, nur ein Lob: Ihr habt meinen 15 Jahre alten Rucksack repariert, und er sieht aus wie neu. 😍🎒 Grüße an die Werkstatt!', null),
  (6, '2 days 4 hours 50 minutes', 'grace', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a3"'),
  (6, '2 days 4 hours 49 minutes', 'grace', 'message',
    'Lieber Jonas, das hängt jetzt ausgedruckt in der Werkstatt. Auf die nächsten 15 Jahre! 🧵', null),
  (6, '2 days 4 hours 48 minutes', 'grace', 'tags', null,
    '["praise", "repairs"]'),
  (6, '2 days 4 hours 47 minutes', 'grace', 'status', null,
    '"resolved"'),
  (7, '1 day 6 hours', 'contact', 'message',
    'Order NW-21077 should have come on Tuesday. The tracking page has said “in transit” for three days.', null),
  (7, '1 day 5 hours 57 minutes', 'bot', 'message',
    'Thanks for writing to Northwood Outfitters. Order NW-21077 left our warehouse six days ago. A person will look into it.', null),
  (7, '1 day 5 hours 40 minutes', 'grace', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a3"'),
  (7, '1 day 5 hours 38 minutes', 'grace', 'message',
    'Hi Priya, sorry about that. I have asked the carrier to trace it; they answer within two days. If it is lost we send everything again at once.', null),
  (7, '1 day 5 hours 30 minutes', 'contact', 'message',
    'OK. We leave for the trip on Saturday, so it would be good to know by then.', null),
  (7, '1 day 5 hours 28 minutes', 'grace', 'message',
    'Understood. I will write to you tomorrow, whatever they say.', null),
  (7, '1 day 5 hours 27 minutes', 'grace', 'tags', null,
    '["orders", "carrier"]'),
  (7, '1 day 5 hours 27 minutes', 'grace', 'priority', null,
    '"high"'),
  (7, '1 day 5 hours 26 minutes', 'grace', 'status', null,
    '"snoozed"'),
  (8, '22 hours', 'contact', 'message',
    'السلام عليكم، طولي ١٦٨ سم ووزني ٦٠ كغ. أي مقاس يناسبني في سترة «Summit Shell»؟', null),
  (8, '21 hours 40 minutes', 'ada', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a2"'),
  (8, '21 hours 38 minutes', 'ada', 'message',
    'وعليكم السلام ليلى، المقاس M مناسب، ويترك مجالاً لطبقة دافئة تحت السترة.', null),
  (8, '21 hours 30 minutes', 'contact', 'message',
    'وهل اللون الأزرق متوفر؟', null),
  (8, '21 hours 27 minutes', 'ada', 'message',
    'نعم، بقيت ثلاث قطع باللون الأزرق 💙 هل أحجز لك واحدة؟', null),
  (8, '21 hours 26 minutes', 'ada', 'tags', null,
    '["sizes", "jackets"]'),
  (8, '21 hours 26 minutes', 'ada', 'status', null,
    '"pending"'),
  (9, '5 hours 10 minutes', 'contact', 'message',
    'The Ember lantern I got this morning is broken: the glass is cracked and it does not light up at all 😞', null),
  (9, '5 hours 9 minutes', 'bot', 'message',
    'Thanks for writing to Northwood Outfitters. I am sorry to hear that! An agent will be with you shortly.', null),
  (9, '5 hours 2 minutes', 'ada', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a2"'),
  (9, '5 hours 1 minute', 'ada', 'message',
    'Hi Tom, I am sorry, that should not happen. Can you tell me the number on the bottom of the lantern? It starts with EM.', null),
  (9, '4 hours 55 minutes', 'contact', 'message',
    'EM-44-1093', null),
  (9, '4 hours 54 minutes', 'contact', 'message',
    'there is also a small dent on the box', null),
  (9, '4 hours 50 minutes', 'ada', 'message',
    'Thank you, that helps us with the carrier. Did you try it with the battery that came with it, or with one of your own?', null),
  (9, '4 hours 47 minutes', 'contact', 'message',
    'Both. Nothing.', null),
  (9, '4 hours 44 minutes', 'ada', 'message',
    'Then it is the switch board, and it goes back to the maker. I can send you a new one today. Would you rather have the same colour or another?', null),
  (9, '4 hours 43 minutes', 'ada', 'priority', null,
    '"high"'),
  (9, '4 hours 43 minutes', 'ada', 'tags', null,
    '["warranty", "lanterns"]'),
  (9, '4 hours 40 minutes', 'contact', 'message',
    'The same please. Green.', null),
  (9, '4 hours 38 minutes', 'contact', 'message',
    'Do I have to send the broken one back?', null),
  (9, '4 hours 35 minutes', 'ada', 'message',
    'No, please bring it to any recycling point. A photo of the crack would be kind, for the maker.', null),
  (9, '38 minutes', 'contact', 'message',
    'Photo sent by mail. When will the new one arrive? We leave on Friday.', null),
  (9, '36 minutes', 'contact', 'message',
    'And could you add a spare mantle? 🔥', null),
  (10, '52 minutes', 'contact', 'message',
    'Hey, AUTUMN15 says “not valid for these items”, but your newsletter says everything??', null),
  (10, '49 minutes', 'grace', 'assignee', null,
    '"01930000-0000-7000-8000-0000000000a3"'),
  (10, '48 minutes', 'grace', 'message',
    'Hi Sam, which items are in your basket? The code leaves out gift cards, and I suspect it also trips over sale items.', null),
  (10, '46 minutes', 'contact', 'message',
    '2x trail socks and the blue bottle. The bottle is on sale, yes', null),
  (10, '44 minutes', 'grace', 'message',
    'That is it, and the newsletter should have said so. Here is a code that takes the bottle too: SORRY-SAM-15.', null),
  (10, '44 minutes', 'grace', 'tags', null,
    '["discounts"]'),
  (10, '12 minutes', 'contact', 'message',
    'Works! 🎉 One more thing: do the socks run small?', null),
  (11, '25 minutes', 'contact', 'message',
    'こんにちは。2019年に買った「Spark」コンロの火が弱くなりました。修理できますか？', null),
  (11, '25 minutes', 'bot', 'message',
    'Thanks for writing to Northwood Outfitters. An agent will be with you shortly.', null),
  (11, '21 minutes', 'contact', 'message',
    '写真が必要でしたら送ります 🔧', null),
  (12, '6 minutes', 'contact', 'message',
    'hi, do you ship to Iceland? 🇮🇸', null),
  (12, '6 minutes', 'bot', 'message',
    'Thanks for writing to Northwood Outfitters. We ship to 34 countries; an agent will tell you about yours.', null),
  (12, '5 minutes', 'contact', 'message',
    'it is for a tent, about 5 kg', null);

-- The same with its numbers. The first change of a conversation is its opening, so the steps count
-- from 2.
create temporary view demo_changes as
select
  s.*,
  '01930000-0000-7000-8000-000000000001'::uuid as org_id,
  ('01930000-0000-7000-8000-0000000d' || lpad(s.number::text, 4, '0'))::uuid as conversation_id,
  ('01930000-0000-7000-8000-0000000c' || lpad(s.number::text, 4, '0'))::uuid as contact_id,
  date_trunc('milliseconds', now() - s.ago) as at,
  1 + row_number() over of_conversation as change_seq,
  count(*) filter (where s.kind = 'message') over of_conversation as seq,
  lag(s.value) over (partition by s.number, s.kind order by s.step) as value_before,
  case s.actor
    when 'contact' then ('01930000-0000-7000-8000-0000000c' || lpad(s.number::text, 4, '0'))
    when 'bot' then '01930000-0000-7000-8000-0000000000b1'
    when 'admin' then '01930000-0000-7000-8000-0000000000a1'
    when 'ada' then '01930000-0000-7000-8000-0000000000a2'
    when 'grace' then '01930000-0000-7000-8000-0000000000a3'
  end::uuid as actor_id,
  case when s.actor in ('contact', 'bot') then s.actor else 'agent' end as actor_kind,
  case s.actor
    when 'contact' then c.contact_name
    when 'bot' then 'Northwood Bot'
    when 'admin' then 'Margaret Hamilton'
    when 'ada' then 'Ada Lovelace'
    when 'grace' then 'Grace Hopper'
  end as actor_name
from demo_steps s
join demo_conversations c on c.number = s.number
window of_conversation as (partition by s.number order by s.step);

insert into contacts (org_id, id, name, email, created_at)
select distinct on (d.number) d.org_id, d.contact_id, c.contact_name, c.contact_email, d.at
from demo_changes d
join demo_conversations c on c.number = d.number
order by d.number, d.change_seq
on conflict do nothing;

insert into conversations (
  org_id, id, number, contact_id, status, snoozed_until, priority, channel, subject, tags,
  assignee_id, last_seq, change_seq, last_preview, last_sent_at, last_sender_kind,
  contact_message_count, contact_message_read_count, opened_at, updated_at, resolved_at)
select
  d.org_id, d.conversation_id, d.number, d.contact_id,
  coalesce((array_agg(d.value order by d.step desc) filter (where d.kind = 'status'))[1] #>> '{}',
    'open'),
  now() + c.snoozed_for,
  coalesce((array_agg(d.value order by d.step desc) filter (where d.kind = 'priority'))[1] #>> '{}',
    'normal'),
  c.channel, c.subject,
  array(select jsonb_array_elements_text(
    (array_agg(d.value order by d.step desc) filter (where d.kind = 'tags'))[1])),
  ((array_agg(d.value order by d.step desc) filter (where d.kind = 'assignee'))[1] #>> '{}')::uuid,
  max(d.seq), max(d.change_seq),
  rtrim(left(regexp_replace(
    (array_agg(d.said order by d.step desc) filter (where d.kind = 'message'))[1],
    '\s+', ' ', 'g'), 120)),
  (array_agg(d.at order by d.step desc) filter (where d.kind = 'message'))[1],
  (array_agg(d.actor_kind order by d.step desc) filter (where d.kind = 'message'))[1],
  count(*) filter (where d.kind = 'message' and d.actor = 'contact'),
  -- An agent who answers has read what stands before.
  count(*) filter (where d.kind = 'message' and d.actor = 'contact' and exists (
    select 1 from demo_changes later
    where later.number = d.number and later.kind = 'message' and later.actor_kind = 'agent'
      and later.step > d.step)),
  min(d.at), max(d.at),
  case when (array_agg(d.value order by d.step desc) filter (where d.kind = 'status'))[1]
      = '"resolved"'
    then (array_agg(d.at order by d.step desc) filter (where d.kind = 'status'))[1]
  end
from demo_changes d
join demo_conversations c on c.number = d.number
group by d.org_id, d.conversation_id, d.number, d.contact_id, c.channel, c.subject, c.snoozed_for
on conflict do nothing;

insert into messages (
  org_id, conversation_id, seq, change_seq, id, client_message_id, sender_id, sender_kind,
  sender_name, content, sent_digest, sent_at)
select
  org_id, conversation_id, seq, change_seq,
  ('01930000-0000-7000-8000-00e0' || lpad(number::text, 4, '0') || lpad(seq::text, 4, '0'))::uuid,
  ('01930000-0000-7000-8000-00f0' || lpad(number::text, 4, '0') || lpad(seq::text, 4, '0'))::uuid,
  actor_id, actor_kind, actor_name, said, sha256(convert_to(said, 'UTF8')), at
from demo_changes
where kind = 'message'
on conflict do nothing;

insert into conversation_changes (
  org_id, conversation_id, change_seq, kind, actor_id, actor_kind, at, before, after)
select
  org_id, conversation_id, change_seq, kind, actor_id, actor_kind, at,
  coalesce(value_before, case kind
    when 'status' then '"open"'::jsonb
    when 'priority' then '"normal"'::jsonb
    when 'tags' then '[]'::jsonb
  end),
  value
from demo_changes
where kind <> 'message'
union all
select
  d.org_id, d.conversation_id, 1, 'opened', d.actor_id, d.actor_kind, d.at, null,
  jsonb_build_object('status', 'open', 'channel', c.channel)
from demo_changes d
join demo_conversations c on c.number = d.number
where d.change_seq = 2
on conflict do nothing;

-- What contacts said of the help they got, some minutes after it ended.
insert into ratings (
  org_id, conversation_id, resolution_seq, score, comment, agent_id, rated_at)
select d.org_id, d.conversation_id, d.change_seq, r.score, r.comment, d.actor_id,
  d.at + interval '4 minutes'
from (values
  (1, 5, 'Schnell, freundlich, und das Zelt ist genau richtig.'),
  (2, 4, 'Good, but it took a while until somebody answered.'),
  (3, 5, 'You saved my trip 🙏'),
  (4, 5, 'شكراً جزيلاً'),
  (6, 5, null)
) as r (number, score, comment)
join demo_changes d on d.number = r.number and d.kind = 'status' and d.value = '"resolved"'
on conflict do nothing;

drop view demo_changes;

commit;
