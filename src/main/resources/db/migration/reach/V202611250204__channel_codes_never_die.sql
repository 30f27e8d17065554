-- Where growth pages can be opened. The active one is in every new link and picture; all of them go on working.
create table channel_domain (
    id bigint generated always as identity primary key,
    base_url text not null unique,
    position integer not null,
    active boolean not null default false,
    created_at timestamptz not null,
    -- What the last looks from outside found.
    next_look_at timestamptz not null,
    looked_at timestamptz,
    healthy boolean,
    misses integer not null default 0,
    failure text
);
create unique index channel_domain_active on channel_domain (active) where active;

-- When a code ends, and what it shows when it takes nobody in.
alter table channel_code add column afterlife jsonb not null default '{}';
alter table channel_code add column stopped_at timestamptz;

-- The same for the brand; one row.
create table channel_fallback (
    only_row boolean primary key default true check (only_row),
    text text,
    afterlife jsonb not null default '{}'
);
insert into channel_fallback default values;

-- Where a code hangs: what is on paper cannot be taken back.
create table channel_print (
    id bigint generated always as identity primary key,
    code_id bigint not null references channel_code (id),
    what text not null,
    copies integer check (copies > 0),
    printed_at timestamptz not null,
    unique (code_id, what, printed_at)
);

-- FORMER: the state of a contact way of an earlier system that is still out there. It is nobody's to make, lend or take down (its status is
-- DELETED from the start); an add that comes back with it counts for the code.
alter table channel_state drop constraint channel_state_kind_check;
alter table channel_state add constraint channel_state_kind_check check (kind in ('LEASED', 'COMMON', 'FORMER'));
create index channel_state_former on channel_state (code_id) where kind = 'FORMER';
