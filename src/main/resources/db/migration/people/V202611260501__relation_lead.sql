-- A list of telephone numbers that somebody brought.
create table relation_lead_batch (
    id bigint generated always as identity primary key,
    name text not null,
    source text not null,
    -- The address of a live code, for the text message that is sent by others.
    link text,
    rows_seen bigint not null default 0,
    created_by_name text not null,
    created_at timestamptz not null
);

-- One row a number, whatever lists it stands in: sealed, found by its blind index.
create table relation_lead_phone (
    id bigint generated always as identity primary key,
    key text unique,
    sealed bytea,
    last_four text,
    -- Nobody calls this number any more.
    blocked_at timestamptz
);
create index relation_lead_phone_last_four on relation_lead_phone (last_four);

create table relation_lead (
    id bigint generated always as identity primary key,
    batch_id bigint not null references relation_lead_batch (id),
    phone_id bigint not null references relation_lead_phone (id),
    name text not null,
    source text not null,
    remark text not null,
    own jsonb not null default '{}',
    state text not null check (state in ('POOL', 'ASSIGNED', 'CONTACTED', 'CONVERTED', 'CLOSED')),
    close_reason text check (close_reason in ('WRONG_NUMBER', 'REFUSED', 'DO_NOT_CALL', 'ERASED')),
    store_id bigint references staff_store (id),
    staff_id bigint references staff_member (id),
    created_at timestamptz not null,
    assigned_at timestamptz,
    -- When somebody last did something about it; who lets it lie gives it back.
    touched_at timestamptz,
    -- Its guide does not work here any more: to be given to others.
    orphaned boolean not null default false,
    attempts integer not null default 0,
    contacted_at timestamptz,
    last_outcome text,
    next_on date,
    converted_at timestamptz,
    converted_staff_id bigint references staff_member (id),
    converted_by text check (converted_by in ('PHONE', 'HAND')),
    customer_id bigint,
    constraint relation_lead_pool check (state <> 'POOL' or staff_id is null),
    constraint relation_lead_held check (state not in ('ASSIGNED', 'CONTACTED') or staff_id is not null),
    constraint relation_lead_closed check ((state = 'CLOSED') = (close_reason is not null)),
    constraint relation_lead_converted check (state <> 'CONVERTED'
        or (converted_at is not null and converted_staff_id is not null and converted_by is not null))
);
-- A number is worked on once at a time.
create unique index relation_lead_open on relation_lead (phone_id) where state in ('POOL', 'ASSIGNED', 'CONTACTED');
create index relation_lead_of_phone on relation_lead (phone_id);
create index relation_lead_of_batch on relation_lead (batch_id, id);
create index relation_lead_of_staff on relation_lead (staff_id, id) where state in ('ASSIGNED', 'CONTACTED');
create index relation_lead_of_store on relation_lead (store_id, id);
create index relation_lead_untouched on relation_lead (touched_at) where state in ('ASSIGNED', 'CONTACTED');
create index relation_lead_orphaned on relation_lead (id) where orphaned;
create index relation_lead_of_customer on relation_lead (customer_id) where customer_id is not null;
create index relation_lead_to_staff on relation_lead (converted_staff_id) where converted_staff_id is not null;

-- What was done about a lead; only ever added to.
create table relation_lead_event (
    id bigint generated always as identity primary key,
    lead_id bigint not null references relation_lead (id),
    kind text not null check (kind in
        ('IMPORTED', 'ASSIGNED', 'RECALLED', 'ATTEMPT', 'CLOSED', 'REOPENED', 'CONVERTED', 'ERASED')),
    at timestamptz not null,
    staff_id bigint,
    from_staff_id bigint,
    -- Of an attempt what came of it, of a recall, a closing and a conversion why.
    word text,
    note text,
    next_on date,
    by_user_id bigint,
    by_name text not null
);
create index relation_lead_event_of_lead on relation_lead_event (lead_id, id);

-- How long a guide may leave a lead alone, and how many one may have at a time.
create table relation_lead_rule (
    id boolean primary key default true check (id),
    untouched_days integer not null check (untouched_days between 0 and 365),
    most_per_guide integer not null check (most_per_guide between 1 and 100000)
);
insert into relation_lead_rule (untouched_days, most_per_guide) values (7, 200);
