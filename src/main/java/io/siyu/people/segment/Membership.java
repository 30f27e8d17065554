package io.siyu.people.segment;

import io.siyu.people.segment.RuleSql.Condition;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds people against rules and writes down who came and who left. One statement evaluates, changes the members and appends the flips;
 * the segment's row is locked first, so that two who evaluate the same person at once do it one after the other, each with all that was
 * committed before.
 */
@Component
class Membership {

    private static final String EVALUATE = """
            with coming as materialized (%2$s),
            inside as materialized (
                select c.id from customer_customer c
                where c.id = any(:people::bigint[]) and c.merged_into is null and (%1$s)
                  and not exists (select 1 from coming where coming.customer_id = c.id)),
            entered as (
                insert into segment_member (segment_id, customer_id, since)
                select :segment, id, :now from inside order by id
                on conflict do nothing returning customer_id),
            gone as (
                delete from segment_member m
                where m.segment_id = :segment and m.customer_id = any(:people::bigint[])
                  and not exists (select 1 from inside where inside.id = m.customer_id)
                  and not exists (select 1 from coming where coming.customer_id = m.customer_id)
                returning m.customer_id),
            flips as (
                insert into segment_flip (segment_id, version, customer_id, entered, at, cause)
                select :segment, :version, customer_id, true, :now, :cause from entered
                union all
                select :segment, :version, customer_id, false, :now, :cause from gone
                returning entered),
            sums as (
                select count(*) filter (where entered) as came, count(*) filter (where not entered) as went from flips)
            update segment_segment s set size = s.size + sums.came - sums.went from sums
            where s.id = :segment returning s.size, sums.came, sums.went""";

    private static final String NOBODY = "select 0::bigint as customer_id where false";

    private final JdbcClient jdbc;
    private final SegmentRows rows;
    private final Clock clock;
    private final BrandZone zone;

    Membership(JdbcClient jdbc, SegmentRows rows, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
        this.zone = zone;
    }

    private record Result(long size, long came, long went) {

        long flips() {
            return came + went;
        }
    }

    /** @param changed what changed, as {@link RuleFacts} names it, by person */
    @Transactional(propagation = Propagation.MANDATORY)
    void changed(Map<Long, Set<String>> changed) {
        Set<String> keys = new HashSet<>();
        changed.values().forEach(keys::addAll);
        for (Segment segment : rows.lockDepending(keys)) {
            List<Long> people = changed.entrySet().stream()
                    .filter(one -> one.getValue().stream().anyMatch(segment.depends()::contains))
                    .map(Map.Entry::getKey)
                    .toList();
            evaluate(segment, people, Flip.Cause.CHANGE);
        }
    }

    /**
     * @param segment its row is locked by this transaction
     * @return how many came or left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long evaluate(Segment segment, Collection<Long> people, Flip.Cause cause) {
        if (people.isEmpty()) {
            return 0;
        }
        // A comparison leaves those alone whom a follower is about to look at: it is to find what following missed.
        String coming = cause == Flip.Cause.REPAIR ? Changes.COMING : NOBODY;
        Condition condition = RuleSql.of(segment.rule(), rows.day(), rows::ruleOf);
        Instant now = clock.instant();
        Result result = jdbc.sql(EVALUATE.formatted(condition.sql(), coming))
                .param("segment", segment.id())
                .param("version", segment.version())
                .param(
                        "people",
                        people.stream().mapToLong(Long::longValue).sorted().toArray())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("cause", cause.name())
                .params(condition.parameters())
                .query((row, number) -> new Result(row.getLong("size"), row.getLong("came"), row.getLong("went")))
                .single();
        if (result.flips() > 0) {
            note(segment.id(), zone.dateOf(now), result);
        }
        return result.flips();
    }

    private void note(long segment, LocalDate day, Result result) {
        jdbc.sql("""
                insert into segment_size (segment_id, day, size, entered, gone) values (:segment, :day, :size, :came, :went)
                on conflict (segment_id, day) do update set size = excluded.size,
                    entered = segment_size.entered + excluded.entered, gone = segment_size.gone + excluded.gone""")
                .param("segment", segment)
                .param("day", day)
                .param("size", result.size())
                .param("came", result.came())
                .param("went", result.went())
                .update();
    }
}
