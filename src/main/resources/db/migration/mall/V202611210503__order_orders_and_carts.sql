create table order_cart_item (
    customer_id bigint not null,
    sku_id bigint not null,
    quantity integer not null check (quantity between 1 and 999),
    added_at timestamptz not null,
    primary key (customer_id, sku_id)
);

-- How many unpaid orders a shopper has: nobody can lock up the stock by ordering without paying.
create table order_shopper (
    customer_id bigint primary key,
    unpaid integer not null check (unpaid >= 0)
);

create table order_order (
    id bigint generated always as identity primary key,
    number text not null unique,
    customer_id bigint not null,
    state text not null check (state in
        ('PLACED', 'CLOSING', 'CLOSED', 'PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED', 'REFUNDING', 'REFUNDED')),
    goods_fen bigint not null check (goods_fen >= 0),
    coupon_fen bigint not null check (coupon_fen >= 0),
    points_fen bigint not null check (points_fen >= 0),
    shipping_fen bigint not null check (shipping_fen >= 0),
    payable_fen bigint not null check (payable_fen >= 0),
    coupon_id bigint,
    points_used bigint not null check (points_used >= 0),
    steps jsonb not null,
    quote_hash text not null,
    -- Whose customer it was when the order was placed; later handovers change nothing here.
    owner_staff_id bigint,
    owner_store_id bigint,
    receiver bytea,
    placed_at timestamptz not null,
    expires_at timestamptz not null,
    paid_at timestamptz,
    shipped_at timestamptz,
    received_at timestamptz,
    completed_at timestamptz,
    closed_at timestamptz,
    refunded_at timestamptz,
    carrier text,
    tracking_number text,
    -- When the order moves on by itself; absent where it waits for somebody.
    due_at timestamptz,
    check (payable_fen = goods_fen - coupon_fen - points_fen + shipping_fen)
);
create index order_order_customer on order_order (customer_id, id desc);
create index order_order_state on order_order (state, id desc);
create index order_order_owner_staff on order_order (owner_staff_id, id desc);
create index order_order_owner_store on order_order (owner_store_id, id desc);
create index order_order_due on order_order (due_at) where due_at is not null;

create table order_line (
    id bigint generated always as identity primary key,
    order_id bigint not null references order_order (id),
    kind text not null check (kind in ('GOODS', 'VIRTUAL', 'PRIZE')),
    sku_id bigint,
    product_id bigint,
    issuer text,
    reference text,
    title text not null,
    spec text not null,
    image_url text,
    quantity integer not null check (quantity > 0),
    unit_price_fen bigint not null check (unit_price_fen >= 0),
    goods_fen bigint not null,
    coupon_fen bigint not null check (coupon_fen >= 0),
    points_fen bigint not null check (points_fen >= 0),
    pay_fen bigint not null check (pay_fen >= 0),
    -- What each single piece took of the discounts and what is paid for it: what a later return of one piece gives back.
    units jsonb not null,
    check (goods_fen = unit_price_fen * quantity),
    check (pay_fen = goods_fen - coupon_fen - points_fen),
    check ((kind = 'VIRTUAL') = (issuer is not null)),
    check ((kind = 'VIRTUAL') = (sku_id is null))
);
create index order_line_order on order_line (order_id, id);

create table order_event (
    id bigint generated always as identity primary key,
    order_id bigint not null references order_order (id),
    step text not null,
    from_state text,
    to_state text not null,
    actor text not null,
    note text,
    at timestamptz not null
);
create index order_event_order on order_event (order_id, id);
