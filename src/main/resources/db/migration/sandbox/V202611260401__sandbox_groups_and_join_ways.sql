alter table sandbox_group_chat add column dissolved_at timestamptz;
-- How many it holds: 200 at the platform, fewer where somebody wants to see one fill up.
alter table sandbox_group_chat add column capacity integer not null default 200 check (capacity > 0);

-- Who is in a group: members of the corporation and customers.
create table sandbox_group_member (
    chat_id    text        not null references sandbox_group_chat,
    userid     text        not null,
    external   boolean     not null,
    joined_at  timestamptz not null,
    -- As in groupchat/get: 1 invited, 2 by a link, 3 by a QR code.
    join_scene integer     not null,
    state      text        not null default '',
    primary key (chat_id, userid)
);
insert into sandbox_group_member (chat_id, userid, external, joined_at, join_scene)
select chat_id, owner, false, created_at, 1 from sandbox_group_chat;

create table sandbox_join_way (
    config_id        text primary key,
    scene            integer     not null,
    remark           text        not null,
    auto_create_room boolean     not null,
    room_base_name   text        not null,
    room_base_id     integer     not null,
    chat_ids         text[]      not null,
    state            text        not null,
    created_at       timestamptz not null
);
