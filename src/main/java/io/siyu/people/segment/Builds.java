package io.siyu.people.segment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.siyu.foundation.job.PolledWork;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.people.segment.SegmentRows.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds many people against one rule, some thousands in each transaction: after an edit, after a day passed, and to compare. */
@Component
class Builds implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(Builds.class);
    private static final int CHUNK = 2000;
    private static final Counter REPAIRS = Metrics.counter("siyu.segment.repairs");

    private final JdbcClient jdbc;
    private final SegmentRows rows;
    private final Membership members;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Builds(JdbcClient jdbc, SegmentRows rows, Membership members, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.members = members;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Why many are looked at. */
    enum Kind {
        /** The rule is new: everybody. */
        BUILD(Flip.Cause.BUILD),
        /** Days passed: those of whom something fell out of a window. */
        AGE(Flip.Cause.AGE),
        /** Everybody again; nobody should come or leave by it. */
        CHECK(Flip.Cause.REPAIR);

        private final Flip.Cause cause;

        Kind(Flip.Cause cause) {
            this.cause = cause;
        }
    }

    private record Build(
            long id,
            long segmentId,
            int version,
            Kind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            long after,
            long flips) {}

    void request(Segment segment, Kind kind, @Nullable LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("""
                insert into segment_build (segment_id, version, kind, from_day, to_day, after_customer, flips, requested_at)
                values (:segment, :version, :kind, :from::date, :to::date, 0, 0, :now)""")
                .param("segment", segment.id())
                .param("version", segment.version())
                .param("kind", kind.name())
                .param("from", from == null ? null : from.toString())
                .param("to", to == null ? null : to.toString())
                .param("now", now())
                .update();
    }

    @Override
    public String name() {
        return "segment.build";
    }

    @Override
    public boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Build> build = claim();
            build.ifPresent(this::chunk);
            return build.isPresent();
        }));
    }

    private Optional<Build> claim() {
        return jdbc.sql("""
                select * from segment_build where done_at is null
                order by kind = 'CHECK', id limit 1 for update skip locked""").query(Builds::map).optional();
    }

    private void chunk(Build build) {
        Optional<Segment> locked = rows.lock(build.segmentId())
                .filter(segment -> segment.state() != State.ARCHIVED && segment.version() == build.version());
        if (locked.isEmpty()) {
            done(build, build.flips());
            return;
        }
        Segment segment = locked.get();
        List<Long> people = build.kind() == Kind.AGE ? aged(build, segment) : everybody(build);
        long flips = build.flips() + members.evaluate(segment, people, build.kind().cause);
        if (people.size() == CHUNK) {
            jdbc.sql("update segment_build set after_customer = :after, flips = :flips where id = :id")
                    .param("after", people.getLast())
                    .param("flips", flips)
                    .param("id", build.id())
                    .update();
            return;
        }
        done(build, flips);
        if (build.kind() == Kind.BUILD) {
            live(segment);
        }
        if (build.kind() == Kind.CHECK && flips > 0) {
            REPAIRS.increment((double) flips);
            log.warn(
                    "Segment {}: the full comparison moved {} people, of whom there should be none",
                    segment.id(),
                    flips);
        }
    }

    private List<Long> everybody(Build build) {
        return jdbc.sql("select id from customer_customer where id > :after order by id limit :size")
                .param("after", build.after())
                .param("size", CHUNK)
                .query(Long.class)
                .list();
    }

    /** Who has something on a day that left a window of the rule between the two days. */
    private List<Long> aged(Build build, Segment segment) {
        LocalDate from = Objects.requireNonNull(build.from());
        LocalDate to = Objects.requireNonNull(build.to());
        List<String> left = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        for (Rule.Window window : RuleFacts.windows(segment.rule(), rows::ruleOf)) {
            int i = left.size();
            left.add("(type = :type%d and day > :from%d and day <= :to%d)".formatted(i, i, i));
            parameters.put("type" + i, window.type());
            parameters.put("from" + i, from.minusDays(window.days()));
            parameters.put("to" + i, to.minusDays(window.days()));
        }
        if (left.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select distinct customer_id from timeline_day where customer_id > :after and ("
                        + String.join(" or ", left) + ") order by customer_id limit :size")
                .param("after", build.after())
                .param("size", CHUNK)
                .params(parameters)
                .query(Long.class)
                .list();
    }

    private void done(Build build, long flips) {
        jdbc.sql("update segment_build set done_at = :now, flips = :flips where id = :id")
                .param("now", now())
                .param("flips", flips)
                .param("id", build.id())
                .update();
    }

    private void live(Segment segment) {
        jdbc.sql("update segment_segment set state = 'LIVE', built_at = :now where id = :id")
                .param("now", now())
                .param("id", segment.id())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Build map(ResultSet row, int number) throws SQLException {
        return new Build(
                row.getLong("id"),
                row.getLong("segment_id"),
                row.getInt("version"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getLong("after_customer"),
                row.getLong("flips"));
    }
}
