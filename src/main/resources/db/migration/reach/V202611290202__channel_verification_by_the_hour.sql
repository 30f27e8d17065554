-- When a code's rules next make friends with verification where there was none, or the other way round; absent where they never do.
alter table channel_code add column verify_turn_at timestamptz;
create index channel_code_verify_turn on channel_code (verify_turn_at) where verify_turn_at is not null and archived_at is null;
