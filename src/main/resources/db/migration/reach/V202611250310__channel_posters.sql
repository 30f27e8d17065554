-- How a poster looks; the layout is millimetres and words.
create table channel_poster (
    id bigint generated always as identity primary key,
    name text not null,
    layout jsonb not null,
    created_at timestamptz not null,
    archived_at timestamptz
);

-- A poster drawn for many codes, as it looked then. The pictures lie in data-dir/posters/<id>.
create table channel_poster_run (
    id bigint generated always as identity primary key,
    poster_id bigint not null references channel_poster (id),
    name text not null,
    layout jsonb not null,
    user_id bigint not null,
    created_at timestamptz not null,
    kept_until timestamptz not null
);
create index channel_poster_run_kept on channel_poster_run (kept_until);

create table channel_poster_sheet (
    run_id bigint not null references channel_poster_run (id) on delete cascade,
    number integer not null,
    code_id bigint not null references channel_code (id),
    -- Absent until it is drawn.
    file_name text,
    primary key (run_id, number),
    unique (run_id, file_name)
);
create index channel_poster_sheet_code on channel_poster_sheet (code_id);
