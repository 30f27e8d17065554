-- The batches that seal pieces anew go by number.
alter table transfer_piece add column if not exists id bigint generated always as identity unique;
