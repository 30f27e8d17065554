-- A phone's cookies, so that two phones in one browser are two visitors.
create table sandbox_cookie (
    customer_id bigint not null references sandbox_customer,
    name        text   not null,
    path        text   not null,
    value       text   not null,
    expires_at  timestamptz,
    primary key (customer_id, name, path)
);
