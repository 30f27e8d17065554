-- Facts and traces, a partition a month, made ahead by Partitions. The id comes from a sequence and not from an identity: PostgreSQL 16
-- has no identity columns on partitions.
create sequence timeline_activity_id;

create table timeline_activity (
    id bigint not null default nextval('timeline_activity_id'),
    epoch integer not null default stream_current_epoch(),
    xid xid8 not null default pg_current_xact_id(),
    customer_id bigint not null,
    type text not null,
    occurred_at timestamptz not null,
    amount_fen bigint not null,
    attributes jsonb not null,
    source text not null,
    source_key text not null,
    unique (source, source_key, occurred_at)
) partition by range (occurred_at);
alter sequence timeline_activity_id owned by timeline_activity.id;
create index timeline_activity_stream on timeline_activity (epoch, xid, id);
create index timeline_activity_customer on timeline_activity (customer_id, occurred_at desc, id desc);

-- What windows are added up from: one row a person, day of the brand's zone and type. Always under the surviving person.
create table timeline_day (
    customer_id bigint not null,
    day date not null,
    type text not null,
    count integer not null,
    amount_fen bigint not null,
    primary key (customer_id, type, day)
);
create index timeline_day_type on timeline_day (type, day);

-- Facts keep the person they were written for; a read for the survivor takes in those written for whoever was merged into them.
create table timeline_redirect (
    from_id bigint primary key,
    to_id bigint not null
);
create index timeline_redirect_to on timeline_redirect (to_id);
