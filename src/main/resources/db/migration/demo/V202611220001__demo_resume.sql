-- What the demo brand has made and whom it has met, so that a start after any interruption goes on and makes nothing twice.
alter table demo_progress add column lived_until date;
create table demo_made (
    what text primary key,
    id bigint not null
);
create table demo_person (
    number integer primary key,
    phone_id bigint not null
);
