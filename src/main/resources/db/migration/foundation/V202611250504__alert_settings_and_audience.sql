-- The employees whom it is about: who gets a card, beside those chosen in the settings.
alter table alert_alert add column staff_ids bigint[] not null default '{}';

-- What an operator decided about a kind; a kind without a row is as its module proposes.
create table alert_setting (
    kind text primary key,
    enabled boolean not null,
    threshold integer check (threshold between 1 and 10000),
    card boolean not null,
    staff_ids bigint[] not null default '{}'
);
