-- The batches that seal tokens anew go by number.
alter table wecom_token add column id bigint generated always as identity unique;
