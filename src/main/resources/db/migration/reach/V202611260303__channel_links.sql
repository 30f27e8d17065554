-- How many friends may still be won by acquisition links, as the platform said last; one row.
create table channel_link_quota (
    only_row boolean primary key default true check (only_row),
    total bigint not null default 0,
    balance bigint not null default 0,
    asked_at timestamptz,
    due_at timestamptz not null default '-infinity',
    failure text
);
insert into channel_link_quota default values;
