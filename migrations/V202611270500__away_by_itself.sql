-- Whether an agent is there is known by all their devices together, so it is kept here: when they were
-- last active on any of them (null: none has said so yet), and whether they are away because of it,
-- and not by their own choice.
alter table profiles
  add column last_active_at timestamptz,
  add column is_auto_away boolean not null default false;
grant update (last_active_at, is_auto_away) on profiles to campfire_app;
