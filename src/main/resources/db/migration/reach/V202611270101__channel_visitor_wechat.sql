-- Which WeChat account a browser inside WeChat is signed in with, where an official account is configured to ask.
create table channel_visitor_wechat (
    visitor text primary key,
    -- When the last question that was taken back began: an answer to it, or to an earlier one, is not taken again.
    asked_at timestamptz not null,
    app_id text,
    open_id text,
    union_id text,
    known_at timestamptz,
    check ((open_id is null) = (known_at is null) and (open_id is null) = (app_id is null) and (union_id is null or open_id is not null))
);
create index channel_visitor_wechat_account on channel_visitor_wechat (open_id, app_id) where open_id is not null;
