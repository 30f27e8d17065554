-- What insight may read of friendships.
create view report_follow as
select customer_id, staff_id, state = 'FOLLOWING' as following from relation_follow;
