-- Times count by channel and by tag too, contacts' conversations as a set, and what agents use.
alter table analytics_facts add column tags text[] not null default '{}';
alter table analytics_facts add column feature text;
alter table analytics_conversations add column tags text[] not null default '{}';
grant update (tags) on analytics_conversations to campfire_app;

-- All of it is derived, and is made anew by the first look of any node that knows these columns.
truncate analytics_progress, analytics_conversations, analytics_contacts, analytics_facts,
  analytics_activity, analytics_buckets;
