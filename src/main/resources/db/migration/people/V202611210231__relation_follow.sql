-- One row a customer and guide, for ever: reopened when they become friends again, never removed.
create table relation_follow (
    id bigint generated always as identity primary key,
    customer_id bigint not null,
    staff_id bigint not null,
    external_userid text not null,
    wecom_userid text not null,
    state text not null check (state in ('FOLLOWING', 'DELETED_BY_CUSTOMER', 'DELETED_BY_STAFF')),
    first_added_at timestamptz not null,
    first_add_way integer not null,
    first_state text,
    added_at timestamptz not null,
    latest_add_way integer not null,
    latest_state text,
    ended_at timestamptz,
    reopened integer not null check (reopened >= 0),
    remark text not null,
    unique (customer_id, staff_id),
    check ((state = 'FOLLOWING') = (ended_at is null))
);
create index relation_follow_staff on relation_follow (staff_id, customer_id) where state = 'FOLLOWING';

-- What was seen of it. The row above is a fold over these in the order of time, so it does not matter in which order they came.
create table relation_transition (
    id bigint generated always as identity primary key,
    follow_id bigint not null references relation_follow,
    kind text not null check (kind in ('ADDED', 'DELETED_BY_CUSTOMER', 'DELETED_BY_STAFF')),
    at timestamptz not null,
    add_way integer not null,
    state text,
    seen_at timestamptz not null,
    unique (follow_id, kind, at)
);

-- Who was whose, since when and why. One open row a customer.
create table relation_ownership (
    id bigint generated always as identity primary key,
    customer_id bigint not null,
    staff_id bigint,
    store_id bigint,
    reason text not null,
    note text,
    by_user_id bigint,
    since timestamptz not null,
    until timestamptz,
    review_at timestamptz
);
create unique index relation_ownership_open on relation_ownership (customer_id) where until is null;
create index relation_ownership_customer on relation_ownership (customer_id, id desc);
create index relation_ownership_staff on relation_ownership (staff_id) where until is null;
create index relation_ownership_review on relation_ownership (review_at) where until is null and review_at is not null;
