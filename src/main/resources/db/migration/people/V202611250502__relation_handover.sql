-- A friendship can end because the customer was handed over.
alter table relation_follow drop constraint relation_follow_state_check;
alter table relation_follow add constraint relation_follow_state_check
    check (state in ('FOLLOWING', 'DELETED_BY_CUSTOMER', 'DELETED_BY_STAFF', 'HANDED_OVER')) not valid;
alter table relation_transition drop constraint relation_transition_kind_check;
alter table relation_transition add constraint relation_transition_kind_check
    check (kind in ('ADDED', 'DELETED_BY_CUSTOMER', 'DELETED_BY_STAFF', 'HANDED_OVER')) not valid;

-- The plan to give the customers and groups of one employee to others.
create sequence relation_handover_seq start with 1 increment by 50;
create table relation_handover (
    id bigint primary key default nextval('relation_handover_seq'),
    version integer not null default 0,
    from_staff_id bigint not null references staff_member (id),
    -- 离职继承: asked for by other calls, and the customers are nobody's meanwhile.
    resigned boolean not null,
    state text not null check (state in ('DRAFT', 'RUNNING', 'STOPPED', 'DONE')),
    message text not null,
    -- A second try waits until then.
    not_before timestamptz,
    second_of bigint references relation_handover (id),
    created_by bigint not null,
    created_by_name text not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    -- Why it does not get on at the moment: kind and code of the platform.
    trouble text
);
create index relation_handover_from on relation_handover (from_staff_id, id desc);
create index relation_handover_running on relation_handover (id) where state = 'RUNNING';

-- Who may take over, and when it is next asked what became of what they were given.
create table relation_handover_taker (
    handover_id bigint not null references relation_handover (id),
    staff_id bigint not null references staff_member (id),
    poll_at timestamptz,
    primary key (handover_id, staff_id)
);
create index relation_handover_taker_poll on relation_handover_taker (poll_at) where poll_at is not null;

-- One row a customer: PLANNED → QUEUED → ASKING → WAITING → DONE. After a lost answer UNSURE until the platform says what it knows.
create table relation_handover_item (
    id bigint generated always as identity primary key,
    handover_id bigint not null references relation_handover (id),
    from_staff_id bigint not null,
    customer_id bigint not null,
    external_userid text not null,
    -- Absent: left out.
    to_staff_id bigint references staff_member (id),
    state text not null check (state in
        ('PLANNED', 'QUEUED', 'ASKING', 'UNSURE', 'WAITING', 'DONE', 'REFUSED', 'FULL', 'FAILED', 'LEFT')),
    code integer not null default 0,
    was_unsure boolean not null default false,
    attempts integer not null default 0,
    due_at timestamptz,
    asked_at timestamptz,
    effective_at timestamptz,
    finished_at timestamptz,
    unique (handover_id, customer_id)
);
-- Of two handovers of one customer of one employee, one is on its way.
create unique index relation_handover_item_live on relation_handover_item (from_staff_id, customer_id)
    where state in ('QUEUED', 'ASKING', 'UNSURE', 'WAITING');
create index relation_handover_item_due on relation_handover_item (due_at, id) where state in ('QUEUED', 'ASKING');
create index relation_handover_item_pair on relation_handover_item (handover_id, to_staff_id) where state in ('UNSURE', 'WAITING');
create index relation_handover_item_external on relation_handover_item (external_userid);
create index relation_handover_item_customer on relation_handover_item (customer_id);

create table relation_handover_group (
    id bigint generated always as identity primary key,
    handover_id bigint not null references relation_handover (id),
    chat_id text not null,
    name text,
    to_staff_id bigint references staff_member (id),
    state text not null check (state in ('PLANNED', 'QUEUED', 'ASKING', 'UNSURE', 'DONE', 'FAILED')),
    code integer not null default 0,
    attempts integer not null default 0,
    due_at timestamptz,
    asked_at timestamptz,
    finished_at timestamptz,
    unique (handover_id, chat_id)
);
create unique index relation_handover_group_live on relation_handover_group (chat_id)
    where state in ('QUEUED', 'ASKING', 'UNSURE');
create index relation_handover_group_due on relation_handover_group (due_at, id) where state in ('QUEUED', 'ASKING', 'UNSURE');
create index relation_handover_group_day on relation_handover_group (to_staff_id, asked_at);
