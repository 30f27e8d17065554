-- Who counts says so first and writes afterwards, in statements of their own: nobody's count holds a transaction open.
alter table relation_silence add column claimed_at timestamptz;
alter table relation_silence alter column counted_at drop not null;
