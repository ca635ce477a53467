-- When an anonymous contact turns out to be somebody, how far they have read goes with their
-- conversations, in the transaction that moves these.
grant update (reader_id) on receipts to campfire_app;
