-- What the board and the demo read of reach; nothing else of it is read from above.
create view report_code as select id as code_id, '/c/' || code as url_path from channel_code where archived_at is null;
create view report_sop as select id as plan_id, state = 'RUNNING' as published from sop_plan where state <> 'ARCHIVED';
create view report_guide_task as
    select id as touch_id, staff_id, store_id, state in ('PLANNED', 'SENDING', 'SENT', 'UNKNOWN') as open
    from outreach_touch where kind = 'GUIDE_TASK' and state <> 'SUPPRESSED';
create view report_welcome as
    select id, planned_at as at, state in ('LATE', 'FAILED', 'SKIPPED') as missed from outreach_touch where kind = 'WELCOME';
