-- Alerts on their way to the people concerned: one card a person, kind, subject and day.
create table outreach_card (
    id bigint generated always as identity primary key,
    alert_id bigint not null,
    staff_id bigint not null,
    kind text not null,
    subject text not null,
    day date not null,
    state text not null check (state in ('PLANNED', 'SENDING', 'SENT', 'DROPPED', 'FAILED')),
    title text not null,
    about text not null,
    link text,
    due_at timestamptz not null,
    first_tried_at timestamptz,
    attempts integer not null default 0,
    sent_at timestamptz,
    failure text,
    unique (staff_id, kind, subject, day),
    unique (alert_id, staff_id)
);
create index outreach_card_due on outreach_card (due_at, id) where state in ('PLANNED', 'SENDING');
