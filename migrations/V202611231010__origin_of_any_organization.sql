-- Before anybody has signed in, a page's origin can be compared with no organisation's list but only
-- with all of them. Answers yes or no, and whose list it is stays unsaid.
grant select (allowed_origins) on organizations to campfire_directory;

-- Reads every organisation: no index may start with the origin. The bridge asks once for each
-- origin, and keeps the answer.
create function is_allowed_origin(origin text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from campfire.organizations o where o.allowed_origins @> array[origin]) $$;

revoke execute on function is_allowed_origin(text) from public;
grant execute on function is_allowed_origin(text) to campfire_installation;

grant create on schema campfire to campfire_directory;
alter function is_allowed_origin(text) owner to campfire_directory;
revoke create on schema campfire from campfire_directory;
