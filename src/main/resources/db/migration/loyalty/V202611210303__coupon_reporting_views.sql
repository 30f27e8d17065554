create view report_coupon_template as
    select id as template_id from coupon_template where archived_at is null;
