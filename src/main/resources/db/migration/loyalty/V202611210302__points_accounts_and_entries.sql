create table points_account (
    customer_id bigint primary key,
    available bigint not null default 0 check (available >= 0),
    pending bigint not null default 0 check (pending >= 0),
    reserved bigint not null default 0 check (reserved >= 0),
    -- What was taken back after it had been spent; the next points pay it off first.
    debt bigint not null default 0 check (debt >= 0),
    check (debt = 0 or available = 0)
);

-- Appended to, never changed: a correction is a counter-entry. Per account, the sums of the deltas are the balances.
create table points_entry (
    id bigint generated always as identity primary key,
    customer_id bigint not null references points_account (customer_id),
    source text not null,
    source_key text not null,
    leg text not null,
    points bigint not null,
    available_delta bigint not null,
    pending_delta bigint not null,
    reserved_delta bigint not null,
    debt_delta bigint not null,
    available_after bigint not null,
    pending_after bigint not null,
    note text,
    at timestamptz not null,
    unique (source, source_key, leg)
);
create index points_entry_customer on points_entry (customer_id, id desc);
