package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.WeComException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks once more after a lost answer. The call may have been done later than it was looked for: then the platform has a second way with
 * the same state, whose picture nobody ever saw, beside the one that was made instead. It is taken down.
 */
@Component
class ContactWayStrays implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(ContactWayStrays.class);

    /** No call is done later than that. */
    static final Duration LATEST = Duration.ofMinutes(10);

    private static final int AT_ONCE = 500;

    private final ContactWayJobs jobs;
    private final ContactWays ways;
    private final JdbcClient jdbc;
    private final Clock clock;

    ContactWayStrays(ContactWayJobs jobs, ContactWays ways, JdbcClient jdbc, Clock clock) {
        this.jobs = jobs;
        this.ways = ways;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.contact-ways-strays";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    /** Its answer was lost, and it is made anew. */
    void suspect(long id) {
        jdbc.sql("update channel_state set strays_at = :at where id = :id")
                .param("at", now().plus(LATEST))
                .param("id", id)
                .update();
    }

    @Override
    public boolean workOnce() {
        OffsetDateTime again = now().plus(LATEST);
        // What is being made at this moment is not known by its id yet either: that one waits.
        List<String> states = jdbc.sql("""
                update channel_state set strays_at = :again where id in (
                    select id from channel_state where strays_at <= :now and status in ('READY', 'RETIRED', 'DELETED')
                    order by id limit :most for update skip locked)
                returning state""")
                .param("now", now())
                .param("again", again)
                .param("most", AT_ONCE)
                .query(String.class)
                .list();
        if (states.isEmpty()) {
            return false;
        }
        try {
            CallLane.BULK.run(() -> takeDown(Set.copyOf(states)));
        } catch (WeComException e) {
            log.info("Contact ways made twice are looked for later: {}", e.word());
            return false;
        }
        jdbc.sql("update channel_state set strays_at = null where state = any(:states) and strays_at = :again")
                .param("again", again)
                .param("states", states.toArray(String[]::new))
                .update();
        return states.size() == AT_ONCE;
    }

    private void takeDown(Set<String> states) {
        for (String configId : jobs.unknownAmong(ways.listAll())) {
            if (ways.stateOf(configId).filter(states::contains).isPresent()) {
                ways.delete(configId);
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
