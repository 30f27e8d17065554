create sequence coupon_template_seq start with 1 increment by 50;
create table coupon_template (
    id bigint primary key,
    version integer not null,
    name text not null,
    kind text not null check (kind in ('AMOUNT', 'PERCENT')),
    amount_fen bigint not null default 0 check (amount_fen >= 0),
    percent_off integer not null default 0 check (percent_off between 0 and 99),
    cap_fen bigint check (cap_fen > 0),
    threshold_fen bigint not null default 0 check (threshold_fen >= 0),
    scope text not null check (scope in ('ALL', 'PRODUCT', 'CATEGORY')),
    product_ids bigint[] not null default '{}',
    categories text[] not null default '{}',
    starts_at timestamptz,
    ends_at timestamptz,
    valid_days integer check (valid_days between 1 and 3650),
    total integer not null check (total > 0),
    per_person integer not null check (per_person > 0),
    claimable boolean not null,
    bearer_department text not null,
    bearer_percent integer not null check (bearer_percent between 1 and 100),
    -- How many were given out: moved by conditional updates only, so that no race gives out more than there are.
    issued integer not null default 0,
    stopped boolean not null default false,
    created_at timestamptz not null,
    archived_at timestamptz,
    check (issued between 0 and total),
    check (ends_at is not null or valid_days is not null),
    check ((kind = 'AMOUNT') = (amount_fen > 0)),
    check ((kind = 'PERCENT') = (percent_off > 0))
);

create table coupon_coupon (
    id bigint generated always as identity primary key,
    code text not null unique,
    template_id bigint not null references coupon_template (id),
    customer_id bigint not null,
    -- The how-manieth of this template this person has: two claims at once cannot both be the last one allowed.
    sequence integer not null,
    status text not null check (status in ('ISSUED', 'RESERVED', 'USED', 'EXPIRED', 'VOID')),
    source text not null,
    source_key text not null,
    issued_at timestamptz not null,
    valid_from timestamptz not null,
    valid_until timestamptz not null,
    order_id bigint,
    discount_fen bigint,
    reserved_at timestamptz,
    used_at timestamptz,
    unique (template_id, customer_id, sequence),
    unique (source, source_key),
    check ((status in ('RESERVED', 'USED')) = (order_id is not null))
);
create unique index coupon_coupon_order on coupon_coupon (order_id) where order_id is not null;
create index coupon_coupon_customer on coupon_coupon (customer_id, id desc);
create index coupon_coupon_template on coupon_coupon (template_id, id desc);
create index coupon_coupon_expiring on coupon_coupon (valid_until) where status = 'ISSUED';
