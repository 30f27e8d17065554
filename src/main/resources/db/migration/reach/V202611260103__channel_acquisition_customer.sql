create index channel_acquisition_customer on channel_acquisition (customer_id, at, id);
