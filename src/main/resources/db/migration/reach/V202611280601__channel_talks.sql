-- Who came by an acquisition link, and when they wrote first; of others nobody can see it.
alter table channel_acquisition add column by_link boolean not null default false, add column talked_at timestamptz;

-- Told before the add it belongs to.
create table channel_early_talk (
    external_userid text not null,
    userid text not null,
    at timestamptz not null,
    primary key (external_userid, userid)
);

-- Of the adds of this day, those of which it would be seen; and how many wrote first on this day, whenever they were added.
alter table channel_outcome_day add column link_adds integer not null default 0, add column talked integer not null default 0;
alter table channel_outcome_month add column link_adds integer not null default 0, add column talked integer not null default 0;

create or replace function channel_month_outcomes() returns trigger language plpgsql as $$
begin
    insert into channel_outcome_month as m
        (code_id, staff_id, month, buyers, first_orders, buyer_orders, first_order_fen, lost, ordered, link_adds, talked)
    values (new.code_id, new.staff_id, channel_month_of(new.day), new.buyers - coalesce(old.buyers, 0),
        new.first_orders - coalesce(old.first_orders, 0), new.buyer_orders - coalesce(old.buyer_orders, 0),
        new.first_order_fen - coalesce(old.first_order_fen, 0), new.lost - coalesce(old.lost, 0),
        new.ordered - coalesce(old.ordered, 0), new.link_adds - coalesce(old.link_adds, 0), new.talked - coalesce(old.talked, 0))
    on conflict (code_id, month, staff_id) do update
    set buyers = m.buyers + excluded.buyers, first_orders = m.first_orders + excluded.first_orders,
        buyer_orders = m.buyer_orders + excluded.buyer_orders, first_order_fen = m.first_order_fen + excluded.first_order_fen,
        lost = m.lost + excluded.lost, ordered = m.ordered + excluded.ordered,
        link_adds = m.link_adds + excluded.link_adds, talked = m.talked + excluded.talked;
    return null;
end $$;
