-- How far the demo brand's life has come; one row while there is one.
create table demo_progress (
    only_row boolean primary key default true check (only_row),
    ends_at timestamptz not null,
    set_up boolean not null default false,
    finished boolean not null default false
);
