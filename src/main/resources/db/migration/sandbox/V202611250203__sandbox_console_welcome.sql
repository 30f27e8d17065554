-- A welcome set for a member in the platform's own console: it greets in place of every app's.
create table sandbox_console_welcome (
    userid text primary key references sandbox_member,
    text   text not null
);
