-- Work of many batches. There is no lease to renew: who works at a job holds an advisory lock in the batch's own transaction.
create table job_job (
    id bigint generated always as identity primary key,
    kind text not null,
    title text not null,
    parameters jsonb not null,
    user_id bigint,
    user_name text not null,
    state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    done bigint not null default 0 check (done >= 0),
    total bigint check (total >= 0),
    checkpoint jsonb,
    result jsonb,
    error jsonb,
    failures integer not null default 0,
    queued_at timestamptz not null,
    -- Not before this time: later after a failure.
    due_at timestamptz not null,
    started_at timestamptz,
    worked_at timestamptz,
    worked_by text,
    finished_at timestamptz
);
create index job_job_waiting on job_job (due_at) where state in ('QUEUED', 'RUNNING');
create index job_job_user on job_job (user_id, id desc);
