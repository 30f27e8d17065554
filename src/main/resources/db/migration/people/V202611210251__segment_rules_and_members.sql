create table segment_segment (
    id bigint generated always as identity primary key,
    name text not null check (name <> ''),
    description text not null,
    rule jsonb not null,
    version integer not null check (version > 0),
    depends text[] not null,
    state text not null check (state in ('BUILDING', 'LIVE', 'ARCHIVED')),
    size bigint not null check (size >= 0),
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    built_at timestamptz
);
create unique index segment_segment_name on segment_segment (name) where state <> 'ARCHIVED';

create table segment_version (
    segment_id bigint not null references segment_segment,
    version integer not null,
    rule jsonb not null,
    at timestamptz not null,
    by_name text not null,
    primary key (segment_id, version)
);

-- Which segments a rule names, whole, not only the first step down.
create table segment_reference (
    segment_id bigint not null references segment_segment,
    uses_id bigint not null references segment_segment,
    primary key (segment_id, uses_id)
);

create table segment_member (
    segment_id bigint not null references segment_segment,
    customer_id bigint not null,
    since timestamptz not null,
    primary key (segment_id, customer_id)
);
create index segment_member_customer on segment_member (customer_id);

-- Who came and who left; a stream.
create table segment_flip (
    id bigint generated always as identity primary key,
    epoch integer not null default stream_current_epoch(),
    xid xid8 not null default pg_current_xact_id(),
    segment_id bigint not null,
    version integer not null,
    customer_id bigint not null,
    entered boolean not null,
    at timestamptz not null,
    cause text not null
);
create index segment_flip_stream on segment_flip (epoch, xid, id);
create index segment_flip_segment on segment_flip (segment_id, id desc);
create index segment_flip_customer on segment_flip (customer_id, id desc);

-- Evaluations over many people, taken in chunks by customer id.
create table segment_build (
    id bigint generated always as identity primary key,
    segment_id bigint not null references segment_segment,
    version integer not null,
    kind text not null check (kind in ('BUILD', 'AGE', 'CHECK')),
    from_day date,
    to_day date,
    after_customer bigint not null,
    flips bigint not null,
    requested_at timestamptz not null,
    done_at timestamptz
);
create index segment_build_open on segment_build (id) where done_at is null;

create table segment_size (
    segment_id bigint not null references segment_segment,
    day date not null,
    size bigint not null,
    entered bigint not null,
    gone bigint not null,
    primary key (segment_id, day)
);

-- The last brand day to which windows were aged.
create table segment_day (
    only_row boolean primary key default true check (only_row),
    day date not null
);
insert into segment_day (day) values ('1970-01-01');
