-- Sessions with a hundred thousand guests: each question about them finds its own few.
alter table channel_live_guest
    -- Could not be told, or not be written into the timeline: not before then again, so that nobody waits behind.
    add column retry_at timestamptz;

create index channel_live_guest_recent on channel_live_guest (session_id, since desc, customer_id desc);
create index channel_live_guest_told on channel_live_guest (session_id, (coalesce(told, ''))) where reserved_at is not null;
drop index channel_live_guest_open;
create index channel_live_guest_open on channel_live_guest (session_id, customer_id) where over_at is null;
