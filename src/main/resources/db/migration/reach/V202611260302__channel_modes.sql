-- What a code's picture leads to.
alter table channel_code add column mode text not null default 'LANDING'
    check (mode in ('LANDING', 'DIRECT', 'ACQUISITION_LINK'));

-- DIRECT: the platform's own code of a live code, with several members behind it (staff 0). LINK: a guide's acquisition link for the code;
-- its config_id is the link's id, its qr_url the link.
alter table channel_state drop constraint channel_state_kind_check;
alter table channel_state add constraint channel_state_kind_check
    check (kind in ('LEASED', 'COMMON', 'FORMER', 'DIRECT', 'LINK'));
-- One picture for ever, and one link for each guide of a code.
create unique index channel_state_direct on channel_state (code_id) where kind = 'DIRECT' and status not in ('RETIRED', 'DELETED');
create unique index channel_state_link on channel_state (code_id, staff_id)
    where kind = 'LINK' and status not in ('RETIRED', 'DELETED');

-- Who is behind a direct code: what the platform was told last, and when that is looked at again.
create table channel_direct (
    code_id bigint primary key references channel_code (id),
    -- What the picture says: read from it once, so that it can be printed in any size.
    content text,
    members text[] not null default '{}',
    -- A digest of what the platform was told last; null while nobody knows.
    told text,
    told_at timestamptz,
    rewrites integer not null default 0,
    -- Nobody of the pool may take visitors: the fallback's guide is behind it, or who was last.
    standing_in boolean not null default false,
    -- Infinite while somebody is at it, unless something is new meanwhile.
    due_at timestamptz not null,
    claimed_until timestamptz,
    attempts integer not null default 0,
    failure text
);
create index channel_direct_due on channel_direct (due_at) where claimed_until is null;
create index channel_direct_claimed on channel_direct (claimed_until) where claimed_until is not null;
