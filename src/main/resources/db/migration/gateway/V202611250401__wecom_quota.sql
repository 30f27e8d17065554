-- What is left of the calls of an API, for all nodes: filled at a steady rate, taken by the hundred. After the platform said "too often"
-- the API is left alone until paused_until; pauses counts them until a call is answered again.
create table wecom_quota (
    corp_id text not null,
    api text not null,
    minute_left double precision not null,
    hour_left double precision not null,
    filled_at timestamptz not null,
    paused_until timestamptz,
    pauses integer not null default 0,
    primary key (corp_id, api)
);

-- Calls by the hour, of all nodes.
create table wecom_call (
    hour timestamptz not null,
    api text not null,
    lane text not null check (lane in ('LIVE', 'OPERATOR', 'BULK')),
    calls bigint not null,
    limited bigint not null,
    failed bigint not null,
    primary key (hour, api, lane)
);
