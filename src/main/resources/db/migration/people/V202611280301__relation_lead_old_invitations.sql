-- Leads from before links were made out to persons: with one of their own they are recognised like the others. As many letters as a code
-- of ours has bits, of hexadecimal digits without those that are mistaken for letters.
update relation_lead l
set invitation = translate(left(drawn.digits, 12) || right(drawn.digits, 4), '01', 'gh')
from (select o.id, replace(gen_random_uuid()::text, '-', '') as digits
      from relation_lead o join relation_lead_phone p on p.id = o.phone_id
      where o.invitation is null and p.sealed is not null and o.state <> 'CONVERTED') as drawn
where l.id = drawn.id;
