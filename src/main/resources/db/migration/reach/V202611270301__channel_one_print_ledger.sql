-- One ledger of what is on paper: live codes, group codes, store codes and cards. What it names cannot be deleted.
alter table channel_print
    alter column code_id drop not null,
    add column group_code_id bigint references channel_group_code (id),
    add column store_code_id bigint references channel_store_code (id),
    add column card_batch_id integer references channel_card_batch (id),
    -- Of cards: which ones.
    add column first_serial integer,
    add column last_serial integer,
    -- Absent for what was written down before names were.
    add column by_name text,
    add constraint channel_print_thing check (num_nonnulls(code_id, group_code_id, store_code_id, card_batch_id) = 1),
    add constraint channel_print_serials check (
        (card_batch_id is null) = (first_serial is null) and (first_serial is null) = (last_serial is null)),
    drop constraint channel_print_code_id_what_printed_at_key;

insert into channel_print (group_code_id, what, printed_at)
select id, coalesce(printed_what, ''), printed_at from channel_group_code where printed_at is not null;
insert into channel_print (store_code_id, what, printed_at)
select id, coalesce(printed_what, ''), printed_at from channel_store_code where printed_at is not null;
insert into channel_print (card_batch_id, what, copies, printed_at, first_serial, last_serial, by_name)
select p.batch_id, b.name, p.last_serial - p.first_serial + 1, p.at, p.first_serial, p.last_serial, p.by_name
from channel_card_print p join channel_card_batch b on b.id = p.batch_id order by p.id;

alter table channel_group_code drop column printed_at, drop column printed_what;
alter table channel_store_code drop column printed_at, drop column printed_what;
drop table channel_card_print;

create unique index channel_print_code on channel_print (code_id, what, printed_at) where code_id is not null;
create unique index channel_print_group_code on channel_print (group_code_id, what, printed_at) where group_code_id is not null;
create unique index channel_print_store_code on channel_print (store_code_id, what, printed_at) where store_code_id is not null;
create index channel_print_cards on channel_print (card_batch_id, id desc) where card_batch_id is not null;
