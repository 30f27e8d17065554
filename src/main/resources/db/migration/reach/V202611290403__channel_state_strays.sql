-- After a lost answer the way is made anew, and some minutes later it is looked whether the first call was done after all.
alter table channel_state add column strays_at timestamptz;
create index channel_state_strays on channel_state (strays_at) where strays_at is not null;
