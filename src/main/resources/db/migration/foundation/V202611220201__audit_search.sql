-- before and after hold only what differs from now on, by the path of the field.
alter table audit_entry
    add column object_name text,
    add column user_agent text,
    add column request_id text;

-- Read by time downwards, alone or within one person, action or subject. Entries are never dropped and most questions name no month,
-- so these indexes serve where partitions would each have to be asked.
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_user_at on audit_entry (user_id, at desc, id desc);
create index audit_entry_action_at on audit_entry (action, at desc, id desc);
create index audit_entry_object_at on audit_entry (object_id, kind, at desc, id desc);
create index audit_entry_name on audit_entry (lower(object_name) text_pattern_ops, at desc);
drop index audit_entry_object;
drop index audit_entry_user;
