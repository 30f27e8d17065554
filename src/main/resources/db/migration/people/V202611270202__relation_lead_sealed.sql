-- What a list tells of a person is sealed as the number is. Rows from before keep it in clear until they are come to.
alter table relation_lead add column name_sealed bytea;
-- The blind index of the name as a whole.
alter table relation_lead add column name_key text;
alter table relation_lead add column words_sealed bytea;
alter table relation_lead alter column name drop not null;
alter table relation_lead alter column remark drop not null;
alter table relation_lead alter column own drop not null;
alter table relation_lead alter column own drop default;
create index relation_lead_named on relation_lead (name_key) where name_key is not null;
create index relation_lead_clear on relation_lead (id) where name is not null;
