-- How often somebody could not be moved on since their timer was set; nobody behind them waits for that.
alter table sop_timer add column failures integer not null default 0;
