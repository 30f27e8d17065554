package io.siyu.people.relation.handover;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why a handover does not get on at the moment. */
@Component
class Troubles {

    /** How long nothing is asked after the platform would not be asked. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    Troubles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param word kind and code of the platform */
    void tell(long handover, String word) {
        jdbc.sql("update relation_handover set trouble = :word where id = :id and trouble is distinct from :word")
                .param("word", word)
                .param("id", handover)
                .update();
    }

    void over(long handover) {
        jdbc.sql("update relation_handover set trouble = null where id = :id and trouble is not null")
                .param("id", handover)
                .update();
    }
}
