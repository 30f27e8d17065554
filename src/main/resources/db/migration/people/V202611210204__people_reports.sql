-- What insight may read of people.
create view report_customer as
    select id as customer_id, owner_staff_id, owner_store_id, created_at from customer_customer where merged_into is null;

create view report_activity_day as
    select customer_id, day, type, count, amount_fen from timeline_day;

create view report_staff as
    select id as staff_id, store_id, active from staff_member;
