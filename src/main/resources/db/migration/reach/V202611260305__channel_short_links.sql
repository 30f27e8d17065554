-- A short address for a page of ours, and how often it was opened.
create table channel_short_link (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    -- A path of ours with its parameters, or an address at a host that operators allow.
    target text not null,
    expires_at timestamptz,
    stopped_at timestamptz,
    created_at timestamptz not null
);
create table channel_short_day (
    link_id bigint not null references channel_short_link (id),
    day date not null,
    opens bigint not null,
    primary key (link_id, day)
);
-- Where short links may lead besides our own pages.
create table channel_short_host (
    host text primary key
);
