create table tag_group (
    id bigint generated always as identity primary key,
    name text not null check (name <> ''),
    corp boolean not null,
    wecom_id text unique,
    state text not null check (state in ('ACTIVE', 'PENDING', 'ARCHIVED')),
    sort_order bigint not null,
    created_at timestamptz not null,
    archived_at timestamptz
);
create unique index tag_group_name on tag_group (corp, name) where state <> 'ARCHIVED';

-- PENDING: asked of WeChat Work, the answer not yet known.
create table tag_tag (
    id bigint generated always as identity primary key,
    group_id bigint not null references tag_group,
    name text not null check (name <> ''),
    wecom_id text unique,
    state text not null check (state in ('ACTIVE', 'PENDING', 'ARCHIVED')),
    sort_order bigint not null,
    created_at timestamptz not null,
    archived_at timestamptz
);
create unique index tag_tag_name on tag_tag (group_id, name) where state <> 'ARCHIVED';
create index tag_tag_pending on tag_tag (created_at) where state = 'PENDING';

create table tag_assignment (
    customer_id bigint not null,
    tag_id bigint not null references tag_tag,
    kind text not null,
    ref text not null,
    at timestamptz not null,
    primary key (customer_id, tag_id)
);
create index tag_assignment_tag on tag_assignment (tag_id, customer_id);

-- Every tag that came or went; a stream.
create table tag_op (
    id bigint generated always as identity primary key,
    epoch integer not null default stream_current_epoch(),
    xid xid8 not null default pg_current_xact_id(),
    customer_id bigint not null,
    tag_id bigint not null,
    added boolean not null,
    kind text not null,
    ref text not null,
    at timestamptz not null
);
create index tag_op_stream on tag_op (epoch, xid, id);
create index tag_op_customer on tag_op (customer_id, id desc);

-- One row a friendship: the corporation's tags WeChat Work is known to have on it, and whether it still has to be brought into line.
create table tag_push (
    customer_id bigint not null,
    staff_id bigint not null,
    remote_tags bigint[] not null,
    wanted bigint not null,
    pushed bigint not null,
    unsure boolean not null,
    due_at timestamptz not null,
    attempts integer not null,
    problem text,
    primary key (customer_id, staff_id)
);
create index tag_push_due on tag_push (due_at) where wanted > pushed;

-- WeChat Work takes about five marks at once from a corporation, so one node at a time holds the lane.
create table tag_lane (
    only_row boolean primary key default true check (only_row),
    held_until timestamptz not null,
    paused_until timestamptz not null
);
insert into tag_lane (held_until, paused_until) values ('-infinity', '-infinity');

create table tag_library (
    only_row boolean primary key default true check (only_row),
    wanted bigint not null,
    done bigint not null,
    due_at timestamptz not null,
    attempts integer not null,
    synced_at timestamptz,
    problem text
);
insert into tag_library (wanted, done, due_at, attempts) values (1, 0, '-infinity', 0);
