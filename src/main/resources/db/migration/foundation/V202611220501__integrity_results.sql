-- What each check found last.
create table integrity_result (
    name text primary key,
    found bigint not null check (found >= 0),
    samples jsonb not null,
    millis bigint not null,
    checked_at timestamptz not null,
    wrong_since timestamptz,
    check ((found > 0) = (wrong_since is not null))
);

-- When the checks run next, and the lease of the node that runs them now.
create table integrity_run (
    only_row boolean primary key default true check (only_row),
    due_at timestamptz not null,
    running_until timestamptz,
    finished_at timestamptz
);
insert into integrity_run (due_at) values ('-infinity');
