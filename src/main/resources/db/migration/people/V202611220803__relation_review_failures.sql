-- How often the owner could not be reviewed since they became it; nobody behind them waits for that.
alter table relation_ownership add column review_failures integer not null default 0;
