alter table channel_code
    add column rules jsonb not null
        default '{"sticky":{"on":true,"evenOff":false,"evenFull":false},"shifts":[],"specialDays":[]}',
    -- Counts the edits; a decision names the one it was made by.
    add column version integer not null default 1;

alter table channel_code_guide
    -- In place of the code's.
    add column daily_cap integer check (daily_cap between 1 and 100000),
    -- Names of the code's shifts; none: always.
    add column shifts text[] not null default '{}';

-- By what a code chose, edit by edit, so that a past day can be told again.
create table channel_rules_version (
    code_id bigint not null references channel_code (id),
    version integer not null,
    since timestamptz not null,
    rules jsonb not null,
    primary key (code_id, version)
);
insert into channel_rules_version (code_id, version, since, rules)
select c.id, 1, c.created_at, jsonb_build_object('dailyCap', c.daily_cap, 'rules', c.rules, 'pool',
    (select jsonb_agg(jsonb_build_object('staff', staff_id, 'weight', weight, 'backup', backup, 'cap', null, 'shifts', '[]'::jsonb)
         order by position)
     from channel_code_guide where code_id = c.id))
from channel_code c;

-- How many adds a guide takes a day by all codes together.
create table channel_guide_limit (
    staff_id bigint primary key,
    daily_cap integer not null check (daily_cap between 1 and 100000)
);

-- Who could not be taken, and why: the same for many decisions in a row, so it is written once.
create table channel_field (
    id bigint generated always as identity primary key,
    code_id bigint not null references channel_code (id),
    digest uuid not null,
    version integer not null,
    excluded jsonb not null,
    unique (code_id, digest)
);

alter table channel_decision
    -- Older decisions name no field and carry their excluded guides themselves.
    add column field_id bigint references channel_field (id),
    -- How many could have been taken; "weighed" holds the one who was, and who would have been next.
    add column fitting integer,
    add column owner_id bigint,
    add column owner_note text,
    alter column excluded set default '[]';
create index channel_decision_staff on channel_decision (code_id, staff_id, id desc);

-- By guide first: a guide's open places are counted over one code and over all of them, and those that ran out are not walked over.
create index channel_scan_open on channel_scan (staff_id, reserved_until)
    where reserved_until is not null and added_at is null;
drop index channel_scan_reserved;
create index channel_day_staff on channel_day (staff_id, day);
