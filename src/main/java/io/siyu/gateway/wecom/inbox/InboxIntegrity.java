package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That every callback was taken in, whole. */
@Component
class InboxIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("wecom.inbox_waiting", "callback", """
    select i.id, i.attempts || ' × ' || coalesce(i.failed_step, '') as note from wecom_inbox i
    where i.state = 'waiting' and i.next_attempt_at < :overdue and i.received_at < :overdue
      and not exists (select 1 from wecom_inbox older
                      where older.relation = i.relation and older.id < i.id and older.state = 'waiting')"""),
                new IntegrityCheck("wecom.inbox_dead", "callback", """
    select id, coalesce(failed_step, '') || ': ' || coalesce(error, '') as note from wecom_inbox where state = 'dead'"""),
                new IntegrityCheck("wecom.inbox_steps", "callback", """
    select i.id, i.change_type as note from wecom_inbox i
    where i.state = 'done' and i.steps = '{}'"""),
                new IntegrityCheck("wecom.welcome_waiting", "callback", """
    select id, welcome_attempts::text as note from wecom_inbox
    where welcome_state = 'due' and welcome_next_at < :overdue"""));
    }
}
