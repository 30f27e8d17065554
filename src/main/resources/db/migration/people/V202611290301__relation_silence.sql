-- How many of a guide's customers were silent for so many days when they were counted last: once a day, by the hour while there are any.
create table relation_silence (
    staff_id bigint primary key,
    days integer not null check (days > 0),
    silent bigint not null check (silent >= 0),
    counted_at timestamptz not null
);
