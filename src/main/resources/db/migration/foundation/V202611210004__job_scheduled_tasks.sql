-- The table of db-scheduler, under our own name.
create table job_scheduled_task (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index job_scheduled_task_due on job_scheduled_task (execution_time);
create index job_scheduled_task_heartbeat on job_scheduled_task (last_heartbeat);
