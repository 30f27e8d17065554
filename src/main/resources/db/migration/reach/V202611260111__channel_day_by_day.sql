-- Figures are read by day.
create index channel_day_day on channel_day (day);
