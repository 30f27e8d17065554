-- How often the start was moved: a reminder for the same start is another one after that.
alter table channel_live_session add column moves integer not null default 0;

-- The reminder that a guide has in hand; taken back when its session is moved, cancelled or over.
alter table channel_live_guest add column touch_id bigint;
create index channel_live_guest_touch on channel_live_guest (session_id, customer_id) where touch_id is not null;
