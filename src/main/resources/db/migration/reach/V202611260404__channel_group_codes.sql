-- Group codes: one printed code that leads to the first of several groups that has room.
create table channel_group_code (
    id               bigint generated always as identity primary key,
    code             text        not null unique,
    name             text        not null,
    -- GROUPS: join ways that we make; PICTURES: pictures of groups' own codes, which end after a week.
    kind             text        not null check (kind in ('GROUPS', 'PICTURES')),
    -- How the groups are called that the platform makes when all are full; absent: it makes none.
    next_name        text,
    next_number      integer check (next_number > 0),
    fallback_code_id bigint references channel_code (id),
    fallback_text    text,
    created_at       timestamptz not null,
    archived_at      timestamptz,
    -- Since when it is on paper: what is printed is not taken away.
    printed_at       timestamptz,
    printed_what     text
);

create table channel_group_place (
    id          bigint generated always as identity primary key,
    code_id     bigint  not null references channel_group_code (id),
    position    integer not null,
    chat_id     text,
    picture_url text,
    expires_at  timestamptz,
    -- How many may be in the group, or see the picture.
    cap         integer not null check (cap between 1 and 500),
    -- The way into groups that the platform makes by itself.
    overflow    boolean not null default false,
    -- How many saw the picture, each visitor once.
    shown       integer not null default 0,
    removed_at  timestamptz,
    -- Of the join way. MAKING: not made, or made and not yet seen.
    state       text unique,
    status      text check (status in ('MAKING', 'READY', 'FAILED', 'RETIRED', 'DELETED')),
    config_id   text,
    qr_url      text,
    outdated    boolean not null default false,
    failure     text,
    attempts    integer not null default 0,
    due_at      timestamptz,
    check ((status is null) = (picture_url is not null)),
    check ((status is null) = (state is null)),
    check (shown <= cap or picture_url is null)
);
create index channel_group_place_code on channel_group_place (code_id, position);
create index channel_group_place_due on channel_group_place (due_at) where due_at is not null;

create table channel_group_scan (
    id       bigint generated always as identity primary key,
    code_id  bigint      not null references channel_group_code (id),
    -- Absent: all were full, and the fallback was shown.
    place_id bigint references channel_group_place (id),
    visitor  text        not null,
    at       timestamptz not null
);
create index channel_group_scan_visitor on channel_group_scan (code_id, visitor, id);
create index channel_group_scan_place on channel_group_scan (place_id, at);
create index channel_group_scan_day on channel_group_scan (code_id, at);
