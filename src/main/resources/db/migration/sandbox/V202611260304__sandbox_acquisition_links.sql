-- 获客链接: each friend won by one is paid for from the corporation's quota.
create table sandbox_acquisition_link (
    seq         bigint generated always as identity unique,
    link_id     text primary key,
    link_name   text        not null,
    users       text[]      not null,
    skip_verify boolean     not null,
    won         integer     not null default 0,
    created_at  timestamptz not null
);
