-- One row an attempt to be paid. Written before the channel is called, so that no answer can be lost.
create table payment_payment (
    id bigint generated always as identity primary key,
    order_id bigint not null,
    out_trade_no text not null unique,
    amount_fen bigint not null check (amount_fen > 0),
    refunded_fen bigint not null default 0 check (refunded_fen between 0 and amount_fen),
    state text not null check (state in ('OPEN', 'PAID', 'CLOSED', 'FAILED')),
    description text not null,
    transaction_id text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    paid_at timestamptz,
    checks integer not null default 0,
    next_check_at timestamptz not null,
    check (state = 'PAID' or refunded_fen = 0)
);
create unique index payment_payment_open on payment_payment (order_id) where state = 'OPEN';
create index payment_payment_order on payment_payment (order_id);
create index payment_payment_due on payment_payment (next_check_at) where state = 'OPEN';

-- Every notification of the channel, once.
create table payment_event (
    id bigint generated always as identity primary key,
    notice_id text not null unique,
    kind text not null,
    out_trade_no text not null,
    outcome text not null,
    received_at timestamptz not null
);

create table payment_refund (
    id bigint generated always as identity primary key,
    number text not null unique,
    payment_id bigint not null references payment_payment (id),
    order_id bigint not null,
    amount_fen bigint not null check (amount_fen > 0),
    reason text not null,
    -- Money that came for nothing: the order was closed, or paid already.
    surplus boolean not null,
    -- The channel knows it as {number}-{attempt}; a new attempt only after a definite no.
    attempt integer not null default 1,
    state text not null check (state in ('REQUESTED', 'PROCESSING', 'SUCCEEDED', 'ABNORMAL')),
    channel_refund_id text,
    error text,
    created_at timestamptz not null,
    succeeded_at timestamptz,
    tries integer not null default 0,
    next_try_at timestamptz not null
);
create index payment_refund_order on payment_refund (order_id);
create index payment_refund_due on payment_refund (next_try_at) where state <> 'SUCCEEDED';
