-- Who was shown a group a moment ago and may be on the way into it: never more than the group has room for, so counting them stays cheap
-- however many scan.
create table channel_group_promise (
    place_id bigint      not null references channel_group_place (id),
    visitor  text        not null,
    at       timestamptz not null,
    until    timestamptz not null,
    primary key (place_id, visitor)
);
create index channel_group_promise_until on channel_group_promise (place_id, until) include (at);

-- Who is on the way while this is brought in.
insert into channel_group_promise (place_id, visitor, at, until)
select place_id, visitor, max(at), max(at) + interval '10 minutes' from channel_group_scan
where at > (select max(at) from channel_group_scan) - interval '10 minutes' and place_id is not null
group by place_id, visitor;
