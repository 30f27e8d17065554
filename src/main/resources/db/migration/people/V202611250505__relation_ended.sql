-- Who deleted whom lately is asked again and again.
create index relation_follow_ended on relation_follow (ended_at) where state in ('DELETED_BY_CUSTOMER', 'DELETED_BY_STAFF');
