create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    user_id bigint,
    user_name text not null,
    action text not null,
    kind text not null,
    object_id text not null,
    before jsonb,
    after jsonb,
    address text
);
create index audit_entry_object on audit_entry (kind, object_id, id desc);
create index audit_entry_user on audit_entry (user_id, id desc);
