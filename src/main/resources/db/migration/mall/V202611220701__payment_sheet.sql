-- When a payment sheet was first handed to the payer. Before that nobody can pay the attempt; afterwards only the channel ends it.
alter table payment_payment add column sheet_at timestamptz;
update payment_payment set sheet_at = created_at where state = 'OPEN';
