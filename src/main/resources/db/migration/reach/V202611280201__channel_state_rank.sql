-- Who comes first when contact ways are made: 0 a visitor waits for it, 1 a code needs it, 2 it is lent to one scan at a time.
alter table channel_state add column rank smallint not null default 1;
-- Since when a visitor looks at a page that waits for it.
alter table channel_state add column awaited_since timestamptz;
