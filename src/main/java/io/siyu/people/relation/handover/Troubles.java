package io.siyu.people.relation.handover;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why a handover does not get on at the moment: with its customers, with its groups, each for itself. */
@Component
class Troubles {

    /** How long nothing is asked after the platform would not be asked. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    Troubles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum With {
        CUSTOMERS("trouble"),
        GROUPS("group_trouble");

        private final String column;

        With(String column) {
            this.column = column;
        }
    }

    /** @param word kind and code of the platform */
    void tell(long handover, With with, String word) {
        jdbc.sql("update relation_handover set %1$s = :word where id = :id and %1$s is distinct from :word"
                        .formatted(with.column))
                .param("word", word)
                .param("id", handover)
                .update();
    }

    void over(long handover, With with) {
        jdbc.sql("update relation_handover set %1$s = null where id = :id and %1$s is not null".formatted(with.column))
                .param("id", handover)
                .update();
    }
}
