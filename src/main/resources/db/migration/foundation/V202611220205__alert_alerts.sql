-- Something that needs somebody. Open until whoever raised it says that it is over; one at a time for one kind and subject.
create table alert_alert (
    id bigint generated always as identity primary key,
    kind text not null,
    subject text not null,
    nature text not null check (nature in ('TODO', 'FAULT')),
    arguments jsonb not null,
    link text,
    since timestamptz not null,
    resolved_at timestamptz,
    check (resolved_at >= since)
);
create unique index alert_alert_open on alert_alert (kind, subject) where resolved_at is null;
create index alert_alert_resolved on alert_alert (id desc) where resolved_at is not null;
