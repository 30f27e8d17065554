-- Who asks by an acquisition link and is accepted later came by that link.
alter table sandbox_friend_request add column link_id text;
