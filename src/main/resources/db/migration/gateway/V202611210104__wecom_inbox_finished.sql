-- What was finished when, for the nightly trimming.
create index wecom_inbox_finished on wecom_inbox (finished_at) where state in ('done', 'ignored');
