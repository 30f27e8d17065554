-- Written before a welcome is sent: whoever finds it set after a crash knows that "used" means that the customer was greeted.
alter table wecom_inbox add column welcome_maybe_sent boolean not null default false;
