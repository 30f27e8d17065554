-- Which step stopped a callback, so that operators see it without reading the error.
alter table wecom_inbox add column failed_step text;

create view report_callback as
select id, state = 'waiting' or coalesce(welcome_state = 'due', false) as pending, state = 'dead' as dead
from wecom_inbox;
