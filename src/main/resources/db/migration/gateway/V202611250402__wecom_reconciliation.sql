-- Comparing our friendships with what WeChat Work lists, for what callbacks missed. One runs at a time; whoever works on it holds it until
-- due_at. It goes from guide to guide, page by page, and a stop goes on at the page where it was.
create table wecom_reconciliation (
    id bigint generated always as identity primary key,
    reason text not null check (reason in ('NIGHTLY', 'ASKED')),
    started_by text not null,
    state text not null check (state in ('RUNNING', 'STOPPED', 'DONE')),
    started_at timestamptz not null,
    finished_at timestamptz,
    due_at timestamptz not null,
    claim bigint not null default 0,
    listed boolean not null default false,
    attempts integer not null default 0,
    problem text
);
create unique index wecom_reconciliation_running on wecom_reconciliation (state) where state = 'RUNNING';

create table wecom_reconciliation_guide (
    reconciliation_id bigint not null references wecom_reconciliation on delete cascade,
    user_id text not null,
    state text not null check (state in ('WAITING', 'READING', 'COMPARING', 'DONE', 'SKIPPED')),
    page text,
    begun_at timestamptz,
    friends integer not null default 0,
    problem text,
    primary key (reconciliation_id, user_id)
);
create index wecom_reconciliation_guide_open on wecom_reconciliation_guide (reconciliation_id, state, user_id)
    where state in ('WAITING', 'READING', 'COMPARING');

-- The friends of the guide whose pages are being read; gone when the guide is done.
create table wecom_reconciliation_seen (
    reconciliation_id bigint not null references wecom_reconciliation on delete cascade,
    user_id text not null,
    external_user_id text not null,
    primary key (reconciliation_id, user_id, external_user_id)
);

-- What no callback had told, and the row of the inbox that tells it now.
create table wecom_reconciliation_finding (
    id bigint generated always as identity primary key,
    reconciliation_id bigint not null references wecom_reconciliation on delete cascade,
    kind text not null check (kind in ('ADDED', 'DELETED', 'TAGS')),
    user_id text not null,
    external_user_id text not null,
    inbox_id bigint not null,
    found_at timestamptz not null,
    unique (reconciliation_id, kind, user_id, external_user_id)
);
create index wecom_reconciliation_finding_page on wecom_reconciliation_finding (reconciliation_id, id);
create index wecom_reconciliation_finding_person on wecom_reconciliation_finding (external_user_id);
