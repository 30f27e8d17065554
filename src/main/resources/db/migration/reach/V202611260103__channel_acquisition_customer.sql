create index concurrently if not exists channel_acquisition_customer on channel_acquisition (customer_id, at, id);
