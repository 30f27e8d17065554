create table sandbox_pay_order (
    out_trade_no   text primary key,
    seq            bigint generated always as identity,
    description    text        not null,
    amount_fen     bigint      not null check (amount_fen > 0),
    openid         text        not null,
    notify_url     text        not null,
    attach         text,
    prepay_id      text        not null unique,
    state          text        not null default 'NOTPAY' check (state in ('NOTPAY', 'SUCCESS', 'REFUND', 'CLOSED')),
    transaction_id text unique,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    paid_at        timestamptz,
    refunded_fen   bigint      not null default 0 check (refunded_fen between 0 and amount_fen)
);
create index sandbox_pay_order_openid on sandbox_pay_order (openid, seq desc);

create table sandbox_pay_refund (
    out_refund_no text primary key,
    refund_id     text        not null unique,
    out_trade_no  text        not null references sandbox_pay_order,
    refund_fen    bigint      not null check (refund_fen > 0),
    reason        text,
    created_at    timestamptz not null,
    success_at    timestamptz not null
);
