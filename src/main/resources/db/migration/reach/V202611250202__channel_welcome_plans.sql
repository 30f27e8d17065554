-- Attachments of every kind, and other words at other hours.
alter table channel_code add column welcome jsonb not null default '{"attachments": [], "windows": []}';
update channel_code set welcome = jsonb_build_object('windows', '[]'::jsonb, 'attachments', (
    select jsonb_agg(jsonb_build_object('kind', 'LINK', 'title', link -> 'title', 'url', link -> 'url',
        'description', link -> 'description', 'pictureUrl', link -> 'picUrl') order by position)
    from jsonb_array_elements(welcome_links) with ordinality as links (link, position)))
where jsonb_array_length(welcome_links) > 0;
alter table channel_code drop column welcome_links;
alter table channel_welcome add column welcome jsonb not null default '{"attachments": [], "windows": []}';

-- Files that hang on welcomes. They are laid down with WeChat Work before anybody needs them, and again before it forgets them. The bytes
-- are here and in no folder: nobody outside asks for them, and every node can lay them down.
create table channel_media (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('IMAGE', 'VIDEO', 'FILE')),
    name text not null,
    content bytea not null,
    created_at timestamptz not null,
    -- What the platform calls it, and until when.
    media_id text,
    media_until timestamptz,
    due_at timestamptz not null,
    attempts integer not null default 0,
    failure text,
    check ((media_id is null) = (media_until is null))
);
create index channel_media_due on channel_media (due_at);

-- Guides whose last new friend could not be greeted because the welcome code was gone or never came: most likely WeChat Work's own console
-- greets in their place.
create table channel_welcome_swallowed (
    staff_id bigint primary key,
    times integer not null,
    since timestamptz not null,
    last_at timestamptz not null
);
