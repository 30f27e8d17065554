-- The contact policy of the brand; one row.
create table outreach_policy (
    only_row boolean primary key default true check (only_row),
    daily_cap integer not null check (daily_cap between 0 and 100),
    quiet_from time not null,
    quiet_until time not null,
    newcomer_hours integer not null check (newcomer_hours between 0 and 8760)
);
insert into outreach_policy (daily_cap, quiet_from, quiet_until, newcomer_hours) values (2, '21:00', '09:00', 0);

-- Every wish to reach a customer, and what became of it.
create table outreach_touch (
    id bigint generated always as identity primary key,
    customer_id bigint not null,
    -- Who is to do it, and their store then: what an operator's scope is matched with.
    staff_id bigint,
    store_id bigint,
    purpose text not null check (purpose in ('MARKETING', 'SERVICE')),
    kind text not null check (kind in ('GUIDE_TASK', 'APP_MESSAGE_TO_GUIDE', 'WELCOME')),
    content text not null,
    reason text not null,
    dedupe_key text not null unique,
    -- The right to open the guide's task page: random, never the id.
    token text not null unique,
    state text not null
        check (state in ('PLANNED', 'SENDING', 'SENT', 'DONE', 'SKIPPED', 'SUPPRESSED', 'LATE', 'FAILED', 'UNKNOWN')),
    suppressed_reason text,
    evidence jsonb not null default '{}',
    planned_at timestamptz not null,
    due_at timestamptz not null,
    -- The day whose cap it counts against; null when it counts against none.
    budget_day date,
    attempts integer not null default 0,
    sent_at timestamptz,
    finished_at timestamptz
);
create index outreach_touch_due on outreach_touch (due_at, id) where state in ('PLANNED', 'SENDING');
create index outreach_touch_customer on outreach_touch (customer_id, id desc);
create index outreach_touch_staff on outreach_touch (staff_id, id desc) where kind = 'GUIDE_TASK';
create index outreach_touch_suppressed on outreach_touch (planned_at) where state = 'SUPPRESSED';

-- How many touches of a day a customer has been given: reserved before, given back when nothing went out.
create table outreach_budget (
    customer_id bigint not null,
    day date not null,
    used integer not null check (used >= 0),
    primary key (customer_id, day)
);
