create table sop_plan (
    id bigint generated always as identity primary key,
    name text not null,
    state text not null check (state in ('DRAFT', 'RUNNING', 'PAUSED', 'ARCHIVED')),
    trigger jsonb not null,
    steps jsonb not null,
    -- The version in which customers enter now; absent until it is first published.
    version integer,
    published_at timestamptz,
    created_at timestamptz not null,
    -- Raised by every change: the last one to save a stale draft loses.
    revision integer not null default 0
);
create index sop_plan_running on sop_plan (id) where state = 'RUNNING';

-- Never changed once written: an enrolment walks the version in which it began.
create table sop_version (
    plan_id bigint not null references sop_plan (id),
    version integer not null,
    trigger jsonb not null,
    steps jsonb not null,
    published_at timestamptz not null,
    primary key (plan_id, version)
);

create table sop_enrolment (
    id bigint generated always as identity primary key,
    plan_id bigint not null,
    version integer not null,
    customer_id bigint not null,
    entry_key text not null,
    staff_id bigint,
    reason text not null,
    state text not null check (state in ('ACTIVE', 'COMPLETED', 'EXITED')),
    step_id text not null,
    -- How many steps were taken; with the step it names one visit.
    visit integer not null,
    entered_at timestamptz not null,
    finished_at timestamptz,
    exit_reason text,
    foreign key (plan_id, version) references sop_version (plan_id, version),
    unique (plan_id, customer_id, entry_key)
);
-- Nobody walks one plan twice at once.
create unique index sop_enrolment_active on sop_enrolment (plan_id, customer_id) where state = 'ACTIVE';
create index sop_enrolment_customer on sop_enrolment (customer_id) where state = 'ACTIVE';
create index sop_enrolment_plan on sop_enrolment (plan_id, id desc);

create table sop_timer (
    enrolment_id bigint primary key references sop_enrolment (id),
    due_at timestamptz not null
);
create index sop_timer_due on sop_timer (due_at);

-- What a step does to the world, once a visit.
create table sop_effect (
    id bigint generated always as identity primary key,
    enrolment_id bigint not null references sop_enrolment (id),
    step_id text not null,
    visit integer not null,
    state text not null check (state in ('PENDING', 'DONE', 'SUPPRESSED', 'FAILED', 'CANCELLED')),
    step jsonb not null,
    result text,
    attempts integer not null default 0,
    created_at timestamptz not null,
    due_at timestamptz not null,
    finished_at timestamptz,
    unique (enrolment_id, step_id, visit)
);
create index sop_effect_pending on sop_effect (due_at, id) where state = 'PENDING';
