-- A guide's own switch, beside the operators' one (on_duty): new customers are given to whom both let.
alter table staff_member add column away boolean not null default false;
-- The random part of the address of their own page; made when first asked for.
alter table staff_member add column presence_token text unique;

create table staff_presence_change (
    id bigint generated always as identity primary key,
    staff_id bigint not null references staff_member (id),
    at timestamptz not null,
    -- Which of the two switches, and where to.
    switch text not null check (switch in ('OPERATOR', 'OWN')),
    taking boolean not null,
    by_name text
);
create index staff_presence_change_staff on staff_presence_change (staff_id, id desc);
