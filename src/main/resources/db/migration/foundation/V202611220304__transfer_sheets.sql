-- Rows on their way out or in, kept in sealed pieces until their time is over. A file is written from them when it is fetched.
create table transfer_sheet (
    id bigint generated always as identity primary key,
    name text not null,
    columns jsonb not null,
    -- The right one needs to fetch it, beside having made it.
    permission text not null,
    user_id bigint,
    rows bigint not null default 0,
    created_at timestamptz not null,
    kept_until timestamptz not null
);
create index transfer_sheet_kept on transfer_sheet (kept_until);

create table transfer_piece (
    sheet_id bigint not null references transfer_sheet (id) on delete cascade,
    number integer not null,
    content bytea not null,
    primary key (sheet_id, number)
);
-- Sealed bytes do not get smaller.
alter table transfer_piece alter column content set storage external;
