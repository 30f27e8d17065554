-- What many live codes have in common. A draft as a code's own: its name is a pattern, its guides are those that every code gets
-- besides the store's own.
create table channel_template (
    id bigint generated always as identity primary key,
    name text not null,
    target text not null check (target in ('STORE', 'GUIDE')),
    -- Every store or guide there is, and every new one, gets a code.
    automatic boolean not null,
    -- Only those of these stores; empty: of all.
    store_ids bigint[] not null,
    draft jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null,
    archived_at timestamptz
);
create unique index channel_template_name on channel_template (name) where archived_at is null;

-- A code that follows a template, but in the fields that were changed in it itself; their values are the code's own.
create table channel_template_child (
    code_id bigint primary key references channel_code (id),
    template_id bigint not null references channel_template (id),
    store_id bigint,
    staff_id bigint,
    overridden text[] not null default '{}',
    check ((store_id is null) <> (staff_id is null)),
    unique (template_id, store_id),
    unique (template_id, staff_id)
);
create index channel_template_child_list on channel_template_child (template_id, code_id);
create index channel_template_child_store on channel_template_child (store_id) where store_id is not null;
create index channel_template_child_staff on channel_template_child (staff_id) where staff_id is not null;
