-- Whose data this is: one corporation's, simulated or real, for ever.
create table wecom_corporation (
    only_row boolean primary key default true check (only_row),
    corp_id text not null,
    sandbox boolean not null,
    since timestamptz not null
);
insert into wecom_corporation (corp_id, sandbox, since)
select fields ->> 'ToUserName', exists (select from sandbox_member), received_at
from wecom_inbox where fields ->> 'ToUserName' <> '' order by id desc limit 1;

-- The last answer of each check.
create table wecom_check (
    name text primary key,
    state text not null check (state in ('OK', 'WARNED', 'FAILED', 'UNKNOWN')),
    code text not null,
    arguments jsonb not null,
    people jsonb not null,
    checked_at timestamptz not null
);

-- Files by which a platform sees that an address is ours, served at the root.
create table wecom_verify_file (
    name text primary key,
    content text not null,
    uploaded_at timestamptz not null
);

-- That somebody proved to hold a copy of the master key, by its fingerprint.
create table wecom_key_copy (
    fingerprint text primary key,
    proved_by text not null,
    proved_at timestamptz not null
);
