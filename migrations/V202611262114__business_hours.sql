-- When an organisation answers, on the clocks of its place. Every setting stays: a time is measured
-- by the hours that were in force when it ended, so that none changes when they do.
create table business_hours (
  org_id uuid not null references organizations (org_id),
  since timestamptz not null,
  -- Null: from then on there are no hours.
  timezone text,
  -- [{weekday, fromMinute, toMinute}]: Monday is 1, minutes count from midnight.
  week jsonb not null,
  -- Days on which it is closed.
  holidays date[] not null,
  primary key (org_id, since)
);
call make_tenant_table('business_hours');
grant select, insert, update (timezone, week, holidays) on business_hours to campfire_app;
