-- Customers of employees who left, as WeChat Work listed them when it was last asked.
create table relation_unassigned (
    userid text not null,
    external_userid text not null,
    left_at timestamptz not null,
    primary key (userid, external_userid)
);
create index relation_unassigned_external on relation_unassigned (external_userid);

-- When it is to be asked, and when it last answered.
create table relation_unassigned_reading (
    id boolean primary key default true check (id),
    wanted_at timestamptz,
    leased_until timestamptz,
    read_at timestamptz,
    -- Why it was not read: kind and code of the platform.
    trouble text
);
insert into relation_unassigned_reading default values;
