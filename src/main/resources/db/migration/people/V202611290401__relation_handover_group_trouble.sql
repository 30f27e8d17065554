-- Customers and groups of a handover get on each by itself: what stops the one is not over because the other goes.
alter table relation_handover add column group_trouble text;
