-- How many there have to be, of kinds whose threshold counts days; absent: as the module proposes.
alter table alert_setting add column least integer check (least between 1 and 10000);
