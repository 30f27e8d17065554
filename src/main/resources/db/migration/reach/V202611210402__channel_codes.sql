create table channel_code (
    id bigint generated always as identity primary key,
    -- What the printed QR picture carries; random, never changed, never reused.
    code text not null unique,
    name text not null,
    daily_cap integer check (daily_cap between 1 and 100000),
    tag_ids bigint[] not null,
    welcome_text text not null,
    welcome_links jsonb not null,
    skip_verify boolean not null,
    fallback_text text,
    created_at timestamptz not null,
    archived_at timestamptz
);

create table channel_code_guide (
    code_id bigint not null references channel_code (id),
    staff_id bigint not null,
    weight integer not null check (weight between 1 and 100),
    backup boolean not null,
    position integer not null,
    primary key (code_id, staff_id)
);

-- Contact ways made ahead at WeChat Work. A LEASED one belongs to one scan at a time, so that an add names its scan; the COMMON one
-- of a guide serves when all others are taken, and an add by it does not know its scan.
create table channel_state (
    id bigint generated always as identity primary key,
    code_id bigint not null references channel_code (id),
    staff_id bigint not null,
    kind text not null check (kind in ('LEASED', 'COMMON')),
    state text not null unique check (length(state) <= 30),
    status text not null check (status in ('INTENT', 'CALLING', 'READY', 'FAILED', 'RETIRED', 'DELETED')),
    config_id text,
    qr_url text,
    skip_verify boolean not null,
    leased_by bigint,
    leased_at timestamptz,
    leased_until timestamptz,
    attempts integer not null default 0,
    due_at timestamptz not null,
    failure text,
    check (status <> 'READY' or (config_id is not null and qr_url is not null))
);
create index channel_state_free on channel_state (code_id, staff_id, leased_at nulls first) where status = 'READY';
create index channel_state_staff on channel_state (staff_id) where status = 'READY';
create index channel_state_due on channel_state (due_at) where status in ('INTENT', 'CALLING', 'FAILED', 'RETIRED');

-- A browser that opened one of our pages, and who it turned out to be.
create table channel_visitor (
    id text primary key,
    customer_id bigint,
    first_at timestamptz not null,
    last_at timestamptz not null
);
create index channel_visitor_customer on channel_visitor (customer_id) where customer_id is not null;

create table channel_scan (
    id bigint generated always as identity primary key,
    code_id bigint not null references channel_code (id),
    visitor text not null,
    at timestamptz not null,
    staff_id bigint,
    state_id bigint references channel_state (id),
    -- Until then this scan takes one of the guide's places of the day.
    reserved_until timestamptz,
    added_at timestamptz
);
create index channel_scan_visitor on channel_scan (visitor, code_id, id desc);
create index channel_scan_reserved on channel_scan (code_id, staff_id, reserved_until)
    where reserved_until is not null and added_at is null;
create index channel_scan_code on channel_scan (code_id, id desc);

-- Why each scan got this guide, or none.
create table channel_decision (
    id bigint generated always as identity primary key,
    code_id bigint not null references channel_code (id),
    scan_id bigint not null references channel_scan (id),
    at timestamptz not null,
    staff_id bigint,
    reason text not null,
    weighed jsonb not null,
    excluded jsonb not null
);
create index channel_decision_code on channel_decision (code_id, id desc);

-- Frozen at the add: nothing that changes later changes whom it counts for.
create table channel_acquisition (
    id bigint generated always as identity primary key,
    customer_id bigint not null,
    staff_id bigint not null,
    store_id bigint,
    code_id bigint not null references channel_code (id),
    scan_id bigint unique references channel_scan (id),
    state_id bigint not null references channel_state (id),
    at timestamptz not null,
    seconds_from_scan integer,
    -- The lease had run out: accepted, though the guide's cap may be overrun by it.
    late boolean not null,
    ended_at timestamptz
);
create index channel_acquisition_code on channel_acquisition (code_id, id desc);
-- A friendship counts once while it lasts.
create unique index channel_acquisition_pair on channel_acquisition (customer_id, staff_id) where ended_at is null;

-- Counters by guide and day of the brand; staff 0: scans that found nobody. Written under the code's row lock or by the add.
create table channel_day (
    code_id bigint not null references channel_code (id),
    staff_id bigint not null,
    day date not null,
    scans integer not null default 0,
    -- Where the guide stands in the rotation.
    turns integer not null default 0,
    adds integer not null default 0,
    late_adds integer not null default 0,
    deletions integer not null default 0,
    primary key (code_id, day, staff_id)
);

-- What greets friends who came without a code of ours; one row.
create table channel_welcome (
    only_row boolean primary key default true check (only_row),
    text text not null
);
insert into channel_welcome (text) values ('{客户昵称}，你好，我是{导购姓名}，很高兴认识你。有什么想了解的，随时告诉我。');
