-- How much a guide was sent lately, and how much waits: asked before each message.
create index outreach_touch_sent on outreach_touch (staff_id, sent_at) where sent_at is not null;
create index outreach_touch_waiting on outreach_touch (staff_id, due_at) where state = 'PLANNED';
