-- What is disputed is looked for four times a minute and is hardly ever there.
create index payment_payment_disputed on payment_payment (id) where state = 'DISPUTED';
