-- attempts counts what failed; an attempt whose worker died told nothing about the callback and is counted apart. While somebody works on
-- a row it is held: whoever takes it over and finds it held knows that the worker before is gone.
alter table wecom_inbox add column held boolean not null default false;
alter table wecom_inbox add column interruptions integer not null default 0;
