-- The tags of a call whose outcome is not known: what is read back about them is our own doing, not an employee's.
alter table tag_push add column attempt_tags bigint[] not null default '{}';
create index tag_tag_archived on tag_tag (id) where state = 'ARCHIVED';
