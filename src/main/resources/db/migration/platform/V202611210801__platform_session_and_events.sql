create table platform_session (
    primary_id char(36) not null primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval integer not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index platform_session_session_id on platform_session (session_id);
create index platform_session_expiry_time on platform_session (expiry_time);
create index platform_session_principal_name on platform_session (principal_name);

create table platform_session_attributes (
    session_primary_id char(36) not null references platform_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Spring Modulith's registry of events: a row from the publisher's commit until the listener has done its part.
create table event_publication (
    id uuid not null primary key,
    listener_id text not null,
    event_type text not null,
    serialized_event text not null,
    publication_date timestamptz not null,
    completion_date timestamptz,
    status text,
    completion_attempts integer,
    last_resubmission_date timestamptz
);
create index event_publication_serialized_event on event_publication using hash (serialized_event);
create index event_publication_completion_date on event_publication (completion_date);

-- How far the brand's clock was moved ahead of the wall's. Only the sandbox moves it.
create table platform_clock (
    only_row boolean primary key default true check (only_row),
    ahead_seconds bigint not null check (ahead_seconds >= 0)
);
insert into platform_clock (ahead_seconds) values (0);
