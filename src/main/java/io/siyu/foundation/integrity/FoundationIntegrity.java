package io.siyu.foundation.integrity;

import io.siyu.foundation.stream.StreamFollower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** That nothing of the ground's own machinery stands still. */
@Component
class FoundationIntegrity implements IntegrityChecks {

    private final ObjectProvider<StreamFollower<?>> followers;

    FoundationIntegrity(ObjectProvider<StreamFollower<?>> followers) {
        this.followers = followers;
    }

    @Override
    public List<IntegrityCheck> integrityChecks() {
        List<IntegrityCheck> checks = new ArrayList<>();
        checks.add(new IntegrityCheck("idempotency.unanswered", "none", """
                select key as id, caller as note from idempotency_answer where answer is null"""));
        checks.add(new IntegrityCheck("job.unheard_news", "none", """
                select id, listener_id || ' × ' || coalesce(completion_attempts, 0) as note from event_publication
                where completion_date is null and publication_date < :overdue"""));
        checks.add(new IntegrityCheck("job.failing", "none", """
                select task_name || '/' || task_instance as id, consecutive_failures::text as note
                from job_scheduled_task where consecutive_failures >= 3"""));
        behind().ifPresent(checks::add);
        return checks;
    }

    /** Rows older than the patience that a follower has not taken: streams name their time {@code at} or {@code occurred_at}. */
    private Optional<IntegrityCheck> behind() {
        List<String> each = followers.stream()
                .map(follower -> """
                        select c.follower as id, count(*)::text as note from stream_cursor c
                        join %s s on (s.epoch, s.xid, s.id) > (c.epoch, c.xid, c.last_id)
                        where c.follower = '%s'
                          and coalesce(to_jsonb(s) ->> 'at', to_jsonb(s) ->> 'occurred_at')::timestamptz < :overdue
                        group by c.follower""".formatted(follower.source().table(), follower.name()))
                .toList();
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(new IntegrityCheck("stream.behind", "none", String.join("\nunion all\n", each)));
    }
}
