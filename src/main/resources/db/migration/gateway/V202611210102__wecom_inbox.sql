-- What WeChat Work told us. A row is taken in by steps (wecom_inbox_step), in the order of ids within a relation; a row with a welcome
-- code also waits on the welcome's own lane. While somebody works on it, next_attempt_at is the end of their lease, and claim fences
-- off whoever had it before.
create table wecom_inbox (
    id bigint generated always as identity primary key,
    digest bytea not null,
    app text not null,
    event text not null,
    change_type text not null,
    relation text,
    fields jsonb not null,
    received_at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'ignored', 'dead')),
    claim bigint not null default 0,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    finished_at timestamptz,
    error text,
    welcome_state text check (welcome_state in ('due', 'done', 'failed')),
    welcome_attempts integer not null default 0,
    welcome_next_at timestamptz,
    welcome_error text
);
create unique index wecom_inbox_digest on wecom_inbox (digest);
create index wecom_inbox_waiting on wecom_inbox (next_attempt_at) where state = 'waiting';
create index wecom_inbox_waiting_relation on wecom_inbox (relation, id) where state = 'waiting';
create index wecom_inbox_dead on wecom_inbox (id) where state = 'dead';
create index wecom_inbox_welcome on wecom_inbox (welcome_next_at) where welcome_state = 'due';

create table wecom_inbox_step (
    inbox_id bigint not null references wecom_inbox (id) on delete cascade,
    step text not null,
    done_at timestamptz not null,
    primary key (inbox_id, step)
);
