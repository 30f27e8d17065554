create table sandbox_media (
    media_id   text primary key,
    type       text        not null check (type in ('image', 'voice', 'video', 'file')),
    name       text        not null,
    content    bytea       not null,
    created_at timestamptz not null
);
create index sandbox_media_age on sandbox_media (created_at);
