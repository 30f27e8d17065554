-- Of the accepted rows, those that make something new and those that change what is there; the rest is there already.
alter table transfer_import add column created bigint not null default 0;
alter table transfer_import add column changed bigint not null default 0;
