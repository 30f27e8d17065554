create sequence catalog_product_seq start with 1 increment by 50;
create table catalog_product (
    id bigint primary key,
    version integer not null,
    title text not null,
    subtitle text,
    image_url text,
    description text,
    category text not null,
    status text not null check (status in ('ON', 'OFF')),
    created_at timestamptz not null,
    archived_at timestamptz
);
create index catalog_product_category on catalog_product (category, id desc) where archived_at is null;

create sequence catalog_sku_seq start with 1 increment by 50;
create table catalog_sku (
    id bigint primary key,
    product_id bigint not null references catalog_product (id),
    spec text not null,
    code text not null unique,
    price_fen bigint not null check (price_fen > 0),
    position integer not null,
    archived_at timestamptz
);
create index catalog_sku_product on catalog_sku (product_id, position);

create table catalog_location (
    id bigint generated always as identity primary key,
    name text not null,
    is_default boolean not null
);
create unique index catalog_location_default on catalog_location (is_default) where is_default;
insert into catalog_location (name, is_default) values ('总仓', true);

create table catalog_stock (
    sku_id bigint not null references catalog_sku (id),
    location_id bigint not null references catalog_location (id),
    on_hand bigint not null check (on_hand >= 0),
    reserved bigint not null default 0 check (reserved between 0 and on_hand),
    primary key (sku_id, location_id)
);

create table catalog_stock_hold (
    id bigint generated always as identity primary key,
    order_line_id bigint not null,
    sku_id bigint not null,
    location_id bigint not null,
    quantity bigint not null check (quantity > 0),
    state text not null check (state in ('HELD', 'CONFIRMED', 'RELEASED', 'RESTOCKED')),
    created_at timestamptz not null,
    unique (order_line_id, sku_id, location_id)
);
create index catalog_stock_hold_held on catalog_stock_hold (sku_id, location_id) where state = 'HELD';

-- Appended to, never changed: per SKU and location, the sums of the deltas are the stock.
create table catalog_stock_move (
    id bigint generated always as identity primary key,
    sku_id bigint not null,
    location_id bigint not null,
    kind text not null check (kind in ('HOLD', 'RELEASE', 'SALE', 'RETURN', 'ADJUST')),
    on_hand_delta bigint not null,
    reserved_delta bigint not null,
    order_line_id bigint,
    reason text,
    at timestamptz not null
);
create index catalog_stock_move_sku on catalog_stock_move (sku_id, id desc);
