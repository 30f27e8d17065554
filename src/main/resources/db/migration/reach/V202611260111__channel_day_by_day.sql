-- Figures are read by day; every scan writes here, and waits for no index.
create index concurrently if not exists channel_day_day on channel_day (day);
