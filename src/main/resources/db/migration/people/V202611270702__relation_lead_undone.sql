-- A lead that somebody else's link had won goes on; when its number is in another open list by then, it stays closed.
alter table relation_lead drop constraint relation_lead_close_reason_check;
alter table relation_lead add constraint relation_lead_close_reason_check
    check (close_reason in ('WRONG_NUMBER', 'REFUSED', 'DO_NOT_CALL', 'ERASED', 'ELSEWHERE')) not valid;
