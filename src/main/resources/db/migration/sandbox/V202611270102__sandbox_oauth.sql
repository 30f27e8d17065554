-- What WeChat sends a browser back to a page with: good once, for five minutes.
create table sandbox_oauth_code (
    code        text primary key,
    customer_id bigint      not null references sandbox_customer,
    issued_at   timestamptz not null,
    used_at     timestamptz
);
