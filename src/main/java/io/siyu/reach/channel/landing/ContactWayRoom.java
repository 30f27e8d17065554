package io.siyu.reach.channel.landing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many contact ways we have of those that a corporation may have. The last tenth is kept for what a code cannot do without: one
 * common way for each guide, and the platform's own code.
 */
@Component
class ContactWayRoom {

    static final String COUNT = """
            select count(*) as value from channel_state
            where status in ('CALLING', 'READY', 'RETIRED') and kind not in ('LINK', 'FORMER')""";

    private static final String WANTED = """
            select count(*) from channel_state
            where status in ('INTENT', 'CALLING', 'READY', 'RETIRED') and kind not in ('LINK', 'FORMER')""";

    /** Codes come by the thousand; each asks. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final long most;
    private long wanted;
    private Instant countedAt = Instant.MIN;

    ContactWayRoom(JdbcClient jdbc, Clock clock, @Value("${siyu.channel.most-contact-ways:500000}") long most) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = most;
    }

    long most() {
        return most;
    }

    /** At the platform. */
    long used() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    /** Without those that are about to be taken down. */
    long kept() {
        return jdbc.sql(COUNT + " and status <> 'RETIRED'").query(Long.class).single();
    }

    /** From nine tenths on nobody is lent one of their own any more that is not there yet. */
    boolean scarce(long used) {
        return used * 10 >= most * 9;
    }

    /**
     * Whether more may be made that are lent to one scan at a time; what is ordered and not yet made counts.
     *
     * @param before how many are about to be ordered besides
     */
    synchronized boolean forLeases(int before) {
        Instant now = clock.instant();
        if (!countedAt.plus(REMEMBERED).isAfter(now) || countedAt.isAfter(now)) {
            wanted = jdbc.sql(WANTED).query(Long.class).single();
            countedAt = now;
        }
        return !scarce(wanted + before);
    }

    /** So many more were ordered. */
    synchronized void taken(long many) {
        wanted += many;
    }
}
