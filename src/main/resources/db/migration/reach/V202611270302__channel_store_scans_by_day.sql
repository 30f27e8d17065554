-- Choices of a store code, day by day.
create index channel_store_scan_day on channel_store_scan (store_code_id, at);
