-- A fault may be meant for the calls that mention one text only; the others pass by untouched.
alter table sandbox_fault add column about text;
alter table sandbox_fault add column struck int not null default 0;
