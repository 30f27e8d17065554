-- One row: the present epoch of every stream, and the cluster it was seen on.
create table stream_epoch (
    only_row boolean primary key default true check (only_row),
    epoch integer not null,
    system_identifier bigint not null
);
insert into stream_epoch (epoch, system_identifier) select 1, system_identifier from pg_control_system();

create function stream_current_epoch() returns integer language sql stable as 'select epoch from stream_epoch';

create table stream_cursor (
    follower text primary key,
    epoch integer not null,
    xid xid8 not null,
    last_id bigint not null
);
