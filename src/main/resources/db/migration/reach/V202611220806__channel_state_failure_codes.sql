-- Failures kept the platform's text; from now on kind and code, and the text is in the log.
update channel_state set failure = 'REFUSED ' || split_part(failure, ' ', 1) where failure ~ '^-?[0-9]+ ';
update channel_state set failure = 'GUIDE_UNKNOWN' where failure = 'the guide is not known';
