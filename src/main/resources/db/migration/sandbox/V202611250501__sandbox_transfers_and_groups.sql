alter table sandbox_member add column left_at timestamptz;
-- How many customers a member can have; null: as many as there are.
alter table sandbox_member add column most_customers integer;

-- Customers on their way from one member to another: a day to say no, then they move by themselves.
create table sandbox_transfer (
    id              bigint generated always as identity primary key,
    handover_userid text        not null,
    takeover_userid text        not null,
    external_userid text        not null references sandbox_customer (external_userid),
    resigned        boolean     not null,
    message         text        not null default '',
    -- GONE: the customer deleted the member meanwhile; the platform then knows of no transfer.
    state           text        not null check (state in ('WAITING', 'DONE', 'REFUSED', 'LIMITED', 'GONE')),
    asked_at        timestamptz not null,
    effective_at    timestamptz not null
);
create unique index sandbox_transfer_waiting on sandbox_transfer (handover_userid, external_userid) where state = 'WAITING';
create index sandbox_transfer_pair on sandbox_transfer (handover_userid, takeover_userid, id);
create index sandbox_transfer_external on sandbox_transfer (external_userid);
create index sandbox_transfer_due on sandbox_transfer (effective_at) where state = 'WAITING';

create table sandbox_group_chat (
    chat_id    text primary key,
    seq        bigint generated always as identity,
    name       text        not null,
    owner      text        not null references sandbox_member,
    -- As in groupchat/list: 0 as ever, 1 the owner left, 3 handed over after that.
    status     int         not null default 0 check (status in (0, 1, 2, 3)),
    created_at timestamptz not null
);
create index sandbox_group_chat_owner on sandbox_group_chat (owner);

create table sandbox_group_transfer (
    id        bigint generated always as identity primary key,
    chat_id   text        not null references sandbox_group_chat,
    new_owner text        not null,
    resigned  boolean     not null,
    at        timestamptz not null
);
create index sandbox_group_transfer_owner on sandbox_group_transfer (new_owner, at);
