create table sandbox_fault (
    id        bigint generated always as identity primary key,
    path      text not null,
    kind      text not null,
    code      text,
    status    int,
    millis    bigint,
    remaining int  not null check (remaining >= 0)
);
create index sandbox_fault_active on sandbox_fault (id) where remaining > 0;

create table sandbox_token (
    token      text primary key,
    app        text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null
);
create index sandbox_token_app on sandbox_token (app, expires_at desc);

-- What the platforms send to the product. The plain text stays the same over attempts, the encryption does not.
create table sandbox_delivery (
    id          bigint generated always as identity primary key,
    kind        text        not null,
    event       text        not null,
    url         text,
    lane        text        not null,
    plain       text        not null,
    created_at  timestamptz not null,
    due_at      timestamptz not null,
    leased_till timestamptz,
    attempts    int         not null default 0,
    state       text        not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP', 'LOST')),
    last_status int,
    last_error  text,
    done_at     timestamptz
);
create index sandbox_delivery_due on sandbox_delivery (due_at, id) where state = 'WAITING';
create index sandbox_delivery_lane on sandbox_delivery (lane, id) where state = 'WAITING';
