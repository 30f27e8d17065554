-- What waits a day to be taken down is not walked over by those who make.
drop index channel_state_next;
create index channel_state_next on channel_state (rank, due_at, id)
    where status in ('INTENT', 'CALLING', 'FAILED') or (status = 'READY' and outdated);
create index channel_state_farewell on channel_state (due_at, id) where status = 'RETIRED';
