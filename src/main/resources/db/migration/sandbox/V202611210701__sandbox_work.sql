create table sandbox_department (
    id         bigint primary key,
    name       text   not null,
    parent_id  bigint not null,
    sort_order bigint not null default 0
);
insert into sandbox_department (id, name, parent_id) values (1, '演示企业', 0);

create table sandbox_member (
    userid      text primary key,
    name        text        not null,
    position    text        not null default '',
    mobile      text,
    -- As in user/get: 1 active, 2 disabled, 4 not activated, 5 left.
    status      int         not null check (status in (1, 2, 4, 5)),
    contacts    boolean     not null default true,
    created_at  timestamptz not null
);

create table sandbox_member_department (
    userid        text   not null references sandbox_member,
    department_id bigint not null references sandbox_department,
    primary key (userid, department_id)
);
create index sandbox_member_department_department on sandbox_member_department (department_id);

create table sandbox_customer (
    id              bigint generated always as identity primary key,
    name            text        not null,
    colour          text        not null,
    gender          int         not null default 0,
    phone           text,
    external_userid text        not null unique,
    unionid         text        not null unique,
    openid          text        not null unique,
    created_at      timestamptz not null
);

create table sandbox_relation (
    id              bigint generated always as identity primary key,
    userid          text        not null references sandbox_member,
    external_userid text        not null references sandbox_customer (external_userid),
    created_at      timestamptz not null,
    ended_at        timestamptz,
    ended_by        text check (ended_by in ('MEMBER', 'CUSTOMER')),
    chatted         boolean     not null default false,
    remark          text        not null default '',
    description     text        not null default '',
    remark_company  text        not null default '',
    remark_mobiles  text[]      not null default '{}',
    state           text        not null default '',
    add_way         int         not null,
    oper_userid     text        not null,
    unique (userid, external_userid)
);
create index sandbox_relation_external on sandbox_relation (external_userid);

create table sandbox_friend_request (
    userid          text        not null references sandbox_member,
    external_userid text        not null references sandbox_customer (external_userid),
    state           text        not null,
    asked_at        timestamptz not null,
    primary key (userid, external_userid)
);

create table sandbox_tag_group (
    id         text primary key,
    seq        bigint generated always as identity,
    name       text        not null unique,
    sort_order bigint      not null,
    created_at timestamptz not null
);

create table sandbox_tag (
    id         text primary key,
    seq        bigint generated always as identity,
    group_id   text        not null references sandbox_tag_group on delete cascade,
    name       text        not null,
    sort_order bigint      not null,
    created_at timestamptz not null,
    unique (group_id, name)
);

create table sandbox_relation_tag (
    relation_id bigint not null references sandbox_relation on delete cascade,
    tag_id      text   not null references sandbox_tag on delete cascade,
    primary key (relation_id, tag_id)
);
create index sandbox_relation_tag_tag on sandbox_relation_tag (tag_id);

create table sandbox_contact_way (
    config_id   text primary key,
    seq         bigint generated always as identity,
    type        int         not null,
    scene       int         not null,
    style       int         not null default 0,
    remark      text        not null default '',
    skip_verify boolean     not null,
    state       text        not null default '',
    users       text[]      not null default '{}',
    parties     bigint[]    not null default '{}',
    created_at  timestamptz not null
);

create table sandbox_welcome_code (
    code            text primary key,
    userid          text        not null,
    external_userid text        not null,
    issued_at       timestamptz not null,
    used_at         timestamptz
);

-- Everything that appears on a screen: chats between a member and a customer, and what an app sends to a member.
create table sandbox_message (
    id              bigint generated always as identity primary key,
    userid          text        not null,
    external_userid text,
    sender          text        not null check (sender in ('MEMBER', 'CUSTOMER', 'WELCOME', 'APP')),
    msgtype         text        not null,
    content         jsonb       not null,
    sent_at         timestamptz not null
);
create index sandbox_message_chat on sandbox_message (userid, external_userid, id);
create index sandbox_message_customer on sandbox_message (external_userid, id);
