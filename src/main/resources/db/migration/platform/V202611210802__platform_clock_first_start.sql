-- A demo brand begins its life in the past and is brought to the present day by day: the clock may be behind the wall's as well.
alter table platform_clock drop constraint platform_clock_ahead_seconds_check;
alter table platform_clock add column started boolean not null default false;
