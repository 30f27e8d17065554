-- What guides' remarks on new friends say, and the remarks that are to be written, one for each add.
alter table channel_code
    add column remark jsonb not null default '{"pattern": "", "description": "", "overwrite": false}';

create table channel_remark (
    acquisition_id bigint primary key references channel_acquisition,
    code_id bigint not null references channel_code,
    at timestamptz not null,
    pattern text not null,
    description text not null,
    overwrite boolean not null,
    status text not null default 'WAITING' check (status in ('WAITING', 'SET', 'KEPT', 'GONE', 'FAILED')),
    said text,
    said_description text,
    failure text,
    attempts integer not null default 0,
    due_at timestamptz not null,
    done_at timestamptz
);
create index channel_remark_due on channel_remark (due_at, acquisition_id) where status = 'WAITING';
create index channel_remark_code on channel_remark (code_id, at desc);
create index channel_remark_failed on channel_remark (done_at) where status = 'FAILED';
