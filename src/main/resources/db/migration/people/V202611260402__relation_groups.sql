-- Customer groups as WeChat Work last told them. What a callback says only makes them due to be read; what is read is written.
create table relation_group (
    id            bigint generated always as identity primary key,
    chat_id       text        not null unique,
    -- Empty until the group was read for the first time.
    name          text        not null default '',
    owner_user_id text        not null default '',
    members       integer     not null default 0,
    customers     integer     not null default 0,
    created_at    timestamptz not null,
    dissolved_at  timestamptz,
    read_at       timestamptz,
    -- When it is to be read again; while somebody reads, when that is given up.
    due_at        timestamptz,
    attempts      integer     not null default 0
);
create index relation_group_due on relation_group (due_at) where due_at is not null;
create index relation_group_owner on relation_group (owner_user_id);

-- Everybody who is or was in a group, once for each time they came.
create table relation_group_member (
    group_id   bigint      not null references relation_group,
    user_id    text        not null,
    joined_at  timestamptz not null,
    external   boolean     not null,
    join_scene integer     not null,
    -- Of the join way by which they came.
    state      text,
    left_at    timestamptz,
    primary key (group_id, user_id, joined_at)
);
create index relation_group_member_state on relation_group_member (state, joined_at) where state is not null;
create index relation_group_member_user on relation_group_member (user_id);
create index relation_group_member_left on relation_group_member (group_id, left_at) where left_at is not null;
