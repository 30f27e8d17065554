-- What lies in the folder of files. The row is written after the file: a file without a row is nobody's and is swept away.
create table file_file (
    id bigint generated always as identity primary key,
    -- Its random name, on disk and in the address; nothing of what the uploader called it.
    token text not null unique check (token ~ '^[a-z0-9]{26}$'),
    purpose text not null,
    kind text not null check (kind in ('PNG', 'JPEG')),
    bytes bigint not null check (bytes > 0),
    original_name text not null,
    created_at timestamptz not null
);
