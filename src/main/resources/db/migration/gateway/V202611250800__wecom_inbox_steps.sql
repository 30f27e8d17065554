-- The steps that are done stand in the row itself: nearly always all are done at once, together with the row.
alter table wecom_inbox add column steps text[] not null default '{}';
update wecom_inbox i set steps = s.steps
from (select inbox_id, array_agg(step order by done_at, step) as steps from wecom_inbox_step group by inbox_id) s
where s.inbox_id = i.id;
drop table wecom_inbox_step;
