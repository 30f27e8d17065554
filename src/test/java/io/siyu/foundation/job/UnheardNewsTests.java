package io.siyu.foundation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class UnheardNewsTests {

    private final JdbcClient jdbc;
    private final UnheardNews unheard;
    private final Clock clock;

    @Autowired
    UnheardNewsTests(JdbcClient jdbc, UnheardNews unheard, Clock clock) {
        this.jdbc = jdbc;
        this.unheard = unheard;
        this.clock = clock;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUBLISHED", "PROCESSING", "FAILED", "RESUBMITTED"})
    void news_is_told_again_wherever_its_node_died(String state) {
        UUID news = left(state);

        assertThat(waiting(news)).isTrue();
        unheard.workOnce();

        await().until(() -> !waiting(news));
    }

    /** Of a stranger and nobody's guide, so that hearing it changes nothing. */
    private UUID left(String state) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status,
                    completion_attempts, last_resubmission_date)
                values (:id, 'io.siyu.reach.sop.Triggers.on(io.siyu.people.relation.FollowEnded)',
                    'io.siyu.people.relation.FollowEnded', :event, :before, :state, 1,
                    case when :state = 'RESUBMITTED' then :before::timestamptz end)""")
                .param("id", id)
                .param("event", """
                        {"customer":{"value":999999999},"staff":{"value":%d},"byCustomer":true,"at":"2026-01-01T00:00:00Z"}""".formatted(1 + Math.abs(id.getMostSignificantBits() % 1_000_000_000)))
                .param("before", clock.instant().minus(Duration.ofMinutes(3)).atOffset(ZoneOffset.UTC))
                .param("state", state)
                .update();
        return id;
    }

    private boolean waiting(UUID news) {
        return jdbc.sql("select exists (select 1 from event_publication where id = :id)")
                .param("id", news)
                .query(Boolean.class)
                .single();
    }
}
