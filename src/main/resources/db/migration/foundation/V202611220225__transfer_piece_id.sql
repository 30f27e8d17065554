-- The batches that seal pieces anew go by number.
alter table transfer_piece add column id bigint generated always as identity unique;
