-- The customer came by an acquisition link and has not written yet.
alter table sandbox_relation add column silent boolean not null default false;
