-- A row is inserted before the work and gets its answer after it, in one transaction: a committed row always has its answer.
create table idempotency_answer (
    caller text not null,
    key uuid not null,
    day date not null,
    request_hash bytea not null,
    answer jsonb,
    primary key (caller, key, day)
) partition by range (day);
