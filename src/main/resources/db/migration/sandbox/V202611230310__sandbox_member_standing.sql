-- Members who are not known by their real name, and those the app may not see: the platform refuses both for what the app wants of them.
alter table sandbox_member add column verified boolean not null default true;
alter table sandbox_member add column visible boolean not null default true;
