-- The platform names friends by this: comparing a page of them, or its list of customers of who left, looks for some among millions.
create index relation_follow_external on relation_follow (external_userid);
