package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** In transactions that are undone, so that the lanes of the running application see none of it. */
@InboxTest
class GreetingsFirstTests {

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    void nothing_is_taken_in_while_a_greeting_is_behind() {
        transaction.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            arrived(Duration.ofSeconds(2));
            assertThat(inbox.claim(1)).isEmpty();
        });
    }

    @Test
    void a_greeting_that_just_came_or_comes_too_late_holds_nothing_up() {
        transaction.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            arrived(Duration.ZERO);
            arrived(Duration.ofSeconds(21));
            assertThat(inbox.claim(1)).hasSize(1);
        });
    }

    private void arrived(Duration ago) {
        jdbc.sql("""
                insert into wecom_inbox (digest, app, event, change_type, relation, fields, received_at, next_attempt_at,
                    welcome_state, welcome_next_at)
                values (decode(md5(:key), 'hex'), 'main', 'none', '', :key, '{}', :at, :at, 'due', :at)""")
                .param("key", RandomCode.letters(20))
                .param("at", clock.instant().minus(ago).atOffset(ZoneOffset.UTC))
                .update();
    }
}
