-- The daily figures once more by month: a year is read from a thirtieth of the rows. Whoever writes a day writes its month in the same
-- transaction, by these triggers: also a node of the version before, and in one order, the days of a statement before their months.
create table channel_month (
    code_id bigint not null,
    staff_id bigint not null,
    month date not null check (extract(day from month) = 1),
    scans integer not null default 0,
    adds integer not null default 0,
    late_adds integer not null default 0,
    deletions integer not null default 0,
    primary key (code_id, month, staff_id)
) with (fillfactor = 70);

create table channel_outcome_month (
    code_id bigint not null,
    staff_id bigint not null,
    month date not null check (extract(day from month) = 1),
    buyers integer not null default 0,
    first_orders integer not null default 0,
    buyer_orders integer not null default 0,
    first_order_fen bigint not null default 0,
    lost integer not null default 0,
    ordered integer not null default 0,
    primary key (code_id, month, staff_id)
) with (fillfactor = 70);

-- A histogram a row: so many adds took so many seconds, in no order.
create table channel_wait_month (
    code_id bigint not null,
    staff_id bigint not null,
    month date not null check (extract(day from month) = 1),
    seconds integer[] not null,
    adds integer[] not null,
    primary key (code_id, month, staff_id),
    check (cardinality(seconds) = cardinality(adds))
) with (fillfactor = 70);

-- From here on whoever counts waits until the months are there: some eight seconds for a year of 4,000 codes.
lock table channel_day, channel_outcome_day, channel_wait_day in share row exclusive mode;

create function channel_month_of(day date) returns date language sql immutable
    return date_trunc('month', day::timestamp)::date;

create function channel_month_counts() returns trigger language plpgsql as $$
begin
    insert into channel_month as m (code_id, staff_id, month, scans, adds, late_adds, deletions)
    values (new.code_id, new.staff_id, channel_month_of(new.day), new.scans - coalesce(old.scans, 0),
        new.adds - coalesce(old.adds, 0), new.late_adds - coalesce(old.late_adds, 0), new.deletions - coalesce(old.deletions, 0))
    on conflict (code_id, month, staff_id) do update
    set scans = m.scans + excluded.scans, adds = m.adds + excluded.adds, late_adds = m.late_adds + excluded.late_adds,
        deletions = m.deletions + excluded.deletions;
    return null;
end $$;

create function channel_month_outcomes() returns trigger language plpgsql as $$
begin
    insert into channel_outcome_month as m
        (code_id, staff_id, month, buyers, first_orders, buyer_orders, first_order_fen, lost, ordered)
    values (new.code_id, new.staff_id, channel_month_of(new.day), new.buyers - coalesce(old.buyers, 0),
        new.first_orders - coalesce(old.first_orders, 0), new.buyer_orders - coalesce(old.buyer_orders, 0),
        new.first_order_fen - coalesce(old.first_order_fen, 0), new.lost - coalesce(old.lost, 0),
        new.ordered - coalesce(old.ordered, 0))
    on conflict (code_id, month, staff_id) do update
    set buyers = m.buyers + excluded.buyers, first_orders = m.first_orders + excluded.first_orders,
        buyer_orders = m.buyer_orders + excluded.buyer_orders, first_order_fen = m.first_order_fen + excluded.first_order_fen,
        lost = m.lost + excluded.lost, ordered = m.ordered + excluded.ordered;
    return null;
end $$;

-- Two who bring the same new number of seconds at once leave it there twice: a histogram is the sum of what it holds.
create function channel_month_waits() returns trigger language plpgsql as $$
declare
    more integer := new.adds - coalesce(old.adds, 0);
begin
    update channel_wait_month m
    set adds[array_position(m.seconds, new.seconds)] = adds[array_position(m.seconds, new.seconds)] + more
    where m.code_id = new.code_id and m.staff_id = new.staff_id and m.month = channel_month_of(new.day)
        and array_position(m.seconds, new.seconds) is not null;
    if not found then
        insert into channel_wait_month as m (code_id, staff_id, month, seconds, adds)
        values (new.code_id, new.staff_id, channel_month_of(new.day), array[new.seconds], array[more])
        on conflict (code_id, month, staff_id) do update
        set seconds = m.seconds || excluded.seconds, adds = m.adds || excluded.adds;
    end if;
    return null;
end $$;

insert into channel_month (code_id, staff_id, month, scans, adds, late_adds, deletions)
select code_id, staff_id, channel_month_of(day), sum(scans), sum(adds), sum(late_adds), sum(deletions)
from channel_day group by 1, 2, 3;

insert into channel_outcome_month (code_id, staff_id, month, buyers, first_orders, buyer_orders, first_order_fen, lost, ordered)
select code_id, staff_id, channel_month_of(day), sum(buyers), sum(first_orders), sum(buyer_orders), sum(first_order_fen), sum(lost),
    sum(ordered)
from channel_outcome_day group by 1, 2, 3;

insert into channel_wait_month (code_id, staff_id, month, seconds, adds)
select code_id, staff_id, month, array_agg(seconds), array_agg(adds)
from (select code_id, staff_id, channel_month_of(day) as month, seconds, sum(adds)::integer as adds
      from channel_wait_day group by 1, 2, 3, 4) w
group by 1, 2, 3;

create index channel_month_month on channel_month (month);
create index channel_outcome_month_month on channel_outcome_month (month);
create index channel_wait_month_month on channel_wait_month (month);

create trigger channel_day_month after insert or update on channel_day for each row execute function channel_month_counts();
create trigger channel_outcome_day_month after insert or update on channel_outcome_day
    for each row execute function channel_month_outcomes();
create trigger channel_wait_day_month after insert or update on channel_wait_day for each row execute function channel_month_waits();
