-- In which store a guide was, from "since" to the day before "until".
create table channel_guide_store (
    staff_id bigint not null,
    since date not null,
    until date not null default 'infinity',
    store_id bigint,
    primary key (staff_id, since)
);
create index channel_guide_store_store on channel_guide_store (store_id, staff_id);
insert into channel_guide_store (staff_id, since, store_id) select id, '2000-01-01', store_id from staff_member;

-- What became of adds, beside the counters that the adds themselves write: written by one follower, and by the ends of friendships.
create table channel_outcome_day (
    code_id bigint not null references channel_code (id),
    day date not null,
    staff_id bigint not null,
    -- Adds of people who were buyers already.
    buyers integer not null default 0,
    -- First orders after an add, on the day of the order; and how many of them were placed by those buyers.
    first_orders integer not null default 0,
    buyer_orders integer not null default 0,
    first_order_fen bigint not null default 0,
    -- Of the adds of this day: how many have deleted the guide since, how many have ordered.
    lost integer not null default 0,
    ordered integer not null default 0,
    primary key (code_id, day, staff_id)
);

-- How long people took from scan to add, where the scan is known: as a histogram, of which a median can be taken over any days.
create table channel_wait_day (
    code_id bigint not null references channel_code (id),
    day date not null,
    staff_id bigint not null,
    seconds integer not null,
    adds integer not null,
    primary key (code_id, day, staff_id, seconds)
);

create table channel_first_order (
    acquisition_id bigint primary key references channel_acquisition (id),
    source text not null,
    at timestamptz not null,
    day date not null,
    amount_fen bigint not null
);

-- Figures are read by day, whatever they are put together by.
create index channel_outcome_day_day on channel_outcome_day (day);
create index channel_wait_day_day on channel_wait_day (day);

-- What was spent, on one code, template, store or campaign.
create table channel_cost (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('MEDIA', 'GIFT', 'DISCOUNT', 'LABOUR', 'PRINT', 'OTHER')),
    from_day date not null,
    to_day date not null check (to_day >= from_day),
    amount_fen bigint not null check (amount_fen between 1 and 100000000000),
    target text not null check (target in ('CODE', 'TEMPLATE', 'STORE', 'CAMPAIGN')),
    code_id bigint references channel_code (id),
    template_id bigint references channel_template (id),
    store_id bigint,
    campaign text,
    note text,
    created_at timestamptz not null,
    check (num_nonnulls(code_id, template_id, store_id, campaign) = 1),
    check (case target when 'CODE' then code_id is not null when 'TEMPLATE' then template_id is not null
        when 'STORE' then store_id is not null else campaign is not null end)
);
create index channel_cost_days on channel_cost (to_day, from_day);
