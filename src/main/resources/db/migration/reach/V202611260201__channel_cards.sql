-- What codes of cards are made with; sealed, so that a stolen copy of the database can make none. One row, made with the first batch.
create table channel_card_secret (
    id integer primary key check (id = 1),
    sealed bytea not null
);

-- Cards that lie in parcels and letters. Their codes are computed from batch and serial, so a million cards are one row.
create table channel_card_batch (
    id integer generated always as identity primary key check (id < 1048576),
    kind text not null check (kind in ('PARCEL_CARD', 'DIRECT_MAIL')),
    name text not null,
    code_id bigint not null references channel_code (id),
    cards integer not null check (cards between 1 and 1000000),
    marketplace text not null,
    headline text not null,
    asks_order boolean not null,
    asks_member boolean not null,
    member_url text,
    coupon_template_id bigint,
    gift_text text,
    created_at timestamptz not null
);
create index channel_card_batch_code on channel_card_batch (code_id);

-- A part of a batch went to the printer.
create table channel_card_print (
    id bigint generated always as identity primary key,
    batch_id integer not null references channel_card_batch (id),
    first_serial integer not null,
    last_serial integer not null,
    at timestamptz not null,
    by_name text not null
);
create index channel_card_print_batch on channel_card_print (batch_id, id desc);

-- A card that was scanned; all others are only numbers.
create table channel_card (
    batch_id integer not null references channel_card_batch (id),
    serial integer not null check (serial between 1 and 1000000),
    scanned_at timestamptz not null,
    last_scanned_at timestamptz not null,
    first_visitor text not null,
    -- When another browser than the first opened it.
    other_at timestamptz,
    -- Who used it up, once.
    customer_id bigint,
    used_at timestamptz,
    coupon_id bigint,
    gift_at timestamptz,
    primary key (batch_id, serial),
    check ((customer_id is null) = (used_at is null)),
    check (gift_at is null or customer_id is not null)
);
create index channel_card_recent on channel_card (batch_id, last_scanned_at desc, serial desc);
create index channel_card_customer on channel_card (customer_id) where customer_id is not null;

-- Which browser opened a card, and the scan of its live code that became of it.
create table channel_card_scan (
    id bigint generated always as identity primary key,
    batch_id integer not null,
    serial integer not null,
    visitor text not null,
    scan_id bigint,
    at timestamptz not null,
    last_at timestamptz not null,
    opens integer not null default 1,
    unique nulls not distinct (batch_id, serial, visitor, scan_id),
    foreign key (batch_id, serial) references channel_card (batch_id, serial)
);
create index channel_card_scan_scan on channel_card_scan (scan_id) where scan_id is not null;

-- The order a card came with, told by the warehouse's file or by the shopper. Both keys hold against everybody at once.
create table channel_card_order (
    marketplace text not null,
    order_no text not null,
    batch_id integer not null references channel_card_batch (id),
    serial integer not null check (serial between 1 and 1000000),
    told_by text not null check (told_by in ('FILE', 'SHOPPER')),
    at timestamptz not null,
    primary key (marketplace, order_no),
    unique (batch_id, serial)
);
create index channel_card_order_number on channel_card_order (order_no);
