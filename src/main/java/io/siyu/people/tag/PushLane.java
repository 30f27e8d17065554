package io.siyu.people.tag;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** WeChat Work takes few marks at once from a corporation: one node at a time, and none at all while it is cross with us. */
@Component
class PushLane {

    /** Longer than a call can take. */
    private static final Duration HOLD = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final Clock clock;

    PushLane(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean enter() {
        return jdbc.sql("update tag_lane set held_until = :until where held_until <= :now and paused_until <= :now")
                        .param("until", now().plus(HOLD))
                        .param("now", now())
                        .update()
                == 1;
    }

    void leave() {
        jdbc.sql("update tag_lane set held_until = :now").param("now", now()).update();
    }

    void pause(Duration time) {
        jdbc.sql("update tag_lane set paused_until = :until")
                .param("until", now().plus(time))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
