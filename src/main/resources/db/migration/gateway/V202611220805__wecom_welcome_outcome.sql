-- That a welcome was worked on does not say that it arrived.
alter table wecom_inbox add column welcome_outcome text check (welcome_outcome in ('SENT', 'NOT_SENT', 'UNKNOWN'));
-- Failures kept the text of exceptions; from now on kind and code, and the text is in the log.
update wecom_inbox set error = 'ERROR' where error is not null;
update wecom_inbox set welcome_error = 'ERROR' where welcome_error is not null;
