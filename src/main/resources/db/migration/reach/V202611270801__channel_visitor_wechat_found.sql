-- Browsers of a person who is erased, and accounts that became nobody's and are old.
create index channel_visitor_wechat_union on channel_visitor_wechat (union_id) where union_id is not null;
create index channel_visitor_wechat_asked on channel_visitor_wechat (asked_at);
