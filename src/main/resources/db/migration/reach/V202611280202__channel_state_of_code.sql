-- The ways of a code were looked for by walking over all of them. At most half a million rows: a second, before anybody works.
create index channel_state_code on channel_state (code_id, staff_id, kind);
create index channel_state_next on channel_state (rank, due_at, id)
    where status in ('INTENT', 'CALLING', 'FAILED', 'RETIRED') or (status = 'READY' and outdated);
drop index channel_state_due;
