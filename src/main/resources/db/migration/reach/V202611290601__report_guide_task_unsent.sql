-- What the guides have not been sent yet, and when it is to be.
create or replace view report_guide_task as
    select id as touch_id, staff_id, store_id, state in ('PLANNED', 'SENDING', 'SENT', 'UNKNOWN') as open,
        state in ('PLANNED', 'SENDING') as unsent, due_at
    from outreach_touch where kind = 'GUIDE_TASK' and state <> 'SUPPRESSED';
