-- The refresh token that replaced the one before it, under a mask that only the bearer of that one
-- before can take off (the mask is a keyed hash of it, and we hold no more than its plain hash).
-- Two tabs that renew at once, and a renewal whose answer was lost, so get the same successor
-- instead of two that shut each other out.
alter table sessions add column successor bytea;
grant update (successor) on sessions to campfire_app;
