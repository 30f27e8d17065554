-- The list's link, made out to one person: whoever becomes a friend by it is that lead.
alter table relation_lead add column invitation text;
create unique index relation_lead_invitation on relation_lead (invitation) where invitation is not null;
alter table relation_lead drop constraint relation_lead_converted_by_check;
alter table relation_lead add constraint relation_lead_converted_by_check
    check (converted_by in ('PHONE', 'HAND', 'LINK')) not valid;

-- Numbers that guides noted at their friends: who is a friend already is no lead.
create table relation_noted_phone (
    phone_id bigint not null references relation_lead_phone (id),
    customer_id bigint not null,
    staff_id bigint not null,
    noted_at timestamptz not null,
    primary key (phone_id, customer_id, staff_id)
);
create index relation_noted_phone_customer on relation_noted_phone (customer_id);
