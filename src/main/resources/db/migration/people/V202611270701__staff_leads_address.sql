-- The address of an employee's own leads: sent to them in WeChat Work and shown nowhere.
alter table staff_member add column leads_token text unique;
-- From then on it opens nothing any more.
alter table staff_member add column leads_until timestamptz;

-- Who is owed a card with the way to their leads.
create table relation_lead_letter (
    staff_id bigint primary key references staff_member (id),
    wanted_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null default 0,
    first_tried_at timestamptz
);
create index relation_lead_letter_due on relation_lead_letter (due_at);
-- The addresses that were in use until now open nothing any more.
insert into relation_lead_letter (staff_id, wanted_at, due_at)
select staff_id, max(assigned_at), max(assigned_at) from relation_lead
where state in ('ASSIGNED', 'CONTACTED') and assigned_at is not null group by staff_id;
