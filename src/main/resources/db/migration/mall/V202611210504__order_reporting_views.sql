create view report_product as
    select id as product_id, status = 'ON' and archived_at is null as on_sale from catalog_product;

create view report_order as
    select id as order_id, state, owner_staff_id, owner_store_id, paid_at is not null as paid from order_order;
