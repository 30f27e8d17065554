-- Live sessions (直播场次) on 视频号, 抖音 or elsewhere: each with a live code and a page of its own.
create table channel_live_session (
    id             bigint generated always as identity primary key,
    -- In the address of its page.
    key            text        not null unique,
    -- Whoever comes by it came by this session; so no other session has it.
    code_id        bigint      not null unique references channel_code (id),
    title          text        not null,
    platform       text        not null check (platform in ('CHANNELS', 'DOUYIN', 'OTHER')),
    starts_at      timestamptz not null,
    ends_at        timestamptz not null check (ends_at > starts_at),
    room_url       text,
    intro          text        not null,
    remind_minutes integer     not null check (remind_minutes between 0 and 1440),
    reminder       text        not null,
    -- For how long after the end an order counts for it.
    order_hours    integer     not null check (order_hours between 0 and 168),
    created_at     timestamptz not null,
    -- Before its planned end.
    ended_at       timestamptz,
    cancelled_at   timestamptz,
    -- What those who had reserved are told; absent: nothing.
    cancel_text    text,
    check (ended_at is null or cancelled_at is null)
);
create index channel_live_session_start on channel_live_session (starts_at desc, id desc);

-- Who takes part: reserved before the start, or became a friend by its code.
create table channel_live_guest (
    session_id  bigint      not null references channel_live_session (id),
    customer_id bigint      not null,
    staff_id    bigint      not null,
    -- Orders count from here on, and from the start.
    since       timestamptz not null,
    reserved_at timestamptz,
    added_at    timestamptz,
    -- The last news they were told of, or would have been: the start in seconds, or that it is off.
    told        text,
    told_at     timestamptz,
    -- Why they were not; absent: they were.
    held_back   text,
    -- When their timeline learned that it is over.
    over_at     timestamptz,
    primary key (session_id, customer_id),
    check (reserved_at is not null or added_at is not null),
    check ((told is null) = (told_at is null))
);
create index channel_live_guest_customer on channel_live_guest (customer_id);
create index channel_live_guest_open on channel_live_guest (session_id) where over_at is null;

-- Browsers that opened its page.
create table channel_live_opening (
    session_id bigint      not null references channel_live_session (id),
    visitor    text        not null,
    at         timestamptz not null,
    primary key (session_id, visitor)
);

-- What its guests bought: an order counts for one session.
create table channel_live_order (
    source      text        not null,
    order_key   text        not null,
    session_id  bigint      not null references channel_live_session (id),
    customer_id bigint      not null,
    at          timestamptz not null,
    amount_fen  bigint      not null check (amount_fen >= 0),
    refunded_at timestamptz,
    primary key (source, order_key)
);
create index channel_live_order_session on channel_live_order (session_id, customer_id);
create index channel_live_order_customer on channel_live_order (customer_id);
