-- What a mini-program gets from wx.login and from the phone-number button: good once, for five minutes.
create table sandbox_mini_code (
    code        text primary key,
    purpose     text        not null check (purpose in ('LOGIN', 'PHONE')),
    customer_id bigint      not null references sandbox_customer,
    issued_at   timestamptz not null,
    used_at     timestamptz
);
