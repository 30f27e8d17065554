package io.siyu.people.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.BrandZone;
import io.siyu.testing.DatabaseTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

/** Membership kept up by following changes is what a full evaluation in SQL says, and what an evaluation in plain Java says. */
@DatabaseTest
@Import(MembershipPropertyTests.Modules.class)
class MembershipPropertyTests {

    @ComponentScan(
            basePackages = {
                "io.siyu.people.segment",
                "io.siyu.people.timeline",
                "io.siyu.foundation.stream",
                "io.siyu.foundation.scope",
                "io.siyu.foundation.audit"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = RestController.class))
    static class Modules {}

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    BrandZone zone;

    @Autowired
    Timeline timeline;

    @Autowired
    Segments segments;

    @Autowired
    SegmentRows rows;

    @Autowired
    Editing editing;

    @Autowired
    Builds builds;

    @Autowired
    NewDay newDay;

    @Autowired
    StreamCursors cursors;

    @Autowired
    List<StreamFollower<?>> followers;

    private final Map<Long, Rule> rules = new LinkedHashMap<>();

    @Test
    void following_changes_and_evaluating_in_full_and_by_hand_agree() {
        Seeds.forAll(12, random -> {
            rules.clear();
            Crowd crowd = new Crowd(jdbc, transaction, timeline, clock, zone, random);
            RandomRules drawn = rulesOver(crowd, random);
            for (int round = 0; round < 5; round++) {
                changeRules(random, drawn, rulesOver(crowd, random));
                for (int i = random.nextInt(40); i > 0; i--) {
                    if (random.nextInt(9) == 0) {
                        clock.advance(Duration.ofHours(1 + random.nextInt(100)));
                    } else {
                        crowd.live(random);
                    }
                    someWork(random);
                }
                settle();
                check(crowd);
            }
            rules.keySet().forEach(this::archive);
        });
    }

    @Test
    void a_comparison_moves_nobody_who_is_about_to_be_followed_and_puts_right_what_was_missed() {
        Seeds.forAll(6, random -> {
            rules.clear();
            Crowd crowd = new Crowd(jdbc, transaction, timeline, clock, zone, random);
            for (int i = 0; i < 3; i++) {
                changeRules(random, rulesOver(crowd, random), rulesOver(crowd, random));
            }
            settle();
            for (int i = 0; i < 30; i++) {
                crowd.live(random);
                if (random.nextInt(3) == 0) {
                    cursors.advance(followers.get(random.nextInt(followers.size())));
                    compare();
                }
            }
            compare();
            assertThat(repairs()).isZero();
            settle();
            check(crowd);

            int missing = jdbc.sql("delete from segment_member where segment_id in (:segments)")
                    .param("segments", rules.keySet())
                    .update();
            compare();
            assertThat(repairs()).isEqualTo(missing);
            rules.forEach((id, rule) -> assertThat(kept(id, crowd)).isEqualTo(crowd.whoAre(rule, rules)));
            rules.keySet().forEach(this::archive);
        });
    }

    private void compare() {
        rules.keySet().forEach(id -> builds.request(rows.get(id), Builds.Kind.CHECK, null, null));
        while (builds.workOnce()) {
            // All of it.
        }
    }

    private long repairs() {
        return jdbc.sql("select count(*) from segment_flip where segment_id in (:segments) and cause = 'REPAIR'")
                .param("segments", rules.keySet())
                .query(Long.class)
                .single();
    }

    private static RandomRules rulesOver(Crowd crowd, Random random) {
        RandomRules drawn = new RandomRules(random, Crowd.TAGS, Crowd.OWNERS, Crowd.OWNERS);
        drawn.tagsFrom(crowd.firstTag());
        return drawn;
    }

    private void changeRules(Random random, RandomRules drawn, RandomRules plain) {
        if (!rules.isEmpty() && random.nextBoolean()) {
            long edited = new ArrayList<>(rules.keySet()).get(random.nextInt(rules.size()));
            Rule rule = plain.any();
            editing.update(edited, "s" + random.nextLong(), "", rule);
            rules.put(edited, rule);
        }
        Rule rule = drawn.any();
        long id = segments.create("s" + random.nextLong(), rule);
        rules.put(id, rule);
        drawn.offer(id);
    }

    /** What the pollers do, in any order and as often as it falls. */
    private void someWork(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> turnDay();
            case 1, 2 -> builds.workOnce();
            case 3, 4 -> cursors.advance(followers.get(random.nextInt(followers.size())));
            default -> {
                // Busy elsewhere.
            }
        }
    }

    /** Without the nightly comparison, which would put right what following got wrong. */
    private void turnDay() {
        newDay.workOnce();
        jdbc.sql("update segment_build set done_at = requested_at where kind = 'CHECK' and done_at is null")
                .update();
    }

    private void settle() {
        turnDay();
        for (boolean busy = true; busy; ) {
            busy = builds.workOnce();
            for (StreamFollower<?> follower : followers) {
                busy |= cursors.advance(follower) > 0;
            }
        }
    }

    private void check(Crowd crowd) {
        for (Map.Entry<Long, Rule> one : rules.entrySet()) {
            Set<Long> byHand = crowd.whoAre(one.getValue(), rules);
            String rule = RuleText.write(one.getValue()).toString();
            assertThat(inSql(one.getValue(), crowd)).as("in full: %s", rule).isEqualTo(byHand);
            assertThat(kept(one.getKey(), crowd)).as("followed: %s", rule).isEqualTo(byHand);
            assertThat(told(one.getKey(), crowd)).as("as flips tell: %s", rule).isEqualTo(byHand);
            assertThat(rows.get(one.getKey()).size()).isEqualTo(segments.count(one.getValue(), new DataScope.All()));
            assertThat(rows.get(one.getKey()).state()).isEqualTo(SegmentRows.State.LIVE);
        }
    }

    private Set<Long> inSql(Rule rule, Crowd crowd) {
        LocalDate today = zone.dateOf(clock.instant());
        RuleSql.Condition condition = RuleSql.of(rule, today, rows::ruleOf);
        return mine(
                crowd,
                jdbc.sql("select c.id from customer_customer c where c.merged_into is null and (" + condition.sql()
                                + ")")
                        .params(condition.parameters())
                        .query(Long.class)
                        .list());
    }

    private Set<Long> kept(long segment, Crowd crowd) {
        return mine(
                crowd,
                jdbc.sql("select customer_id from segment_member where segment_id = :segment")
                        .param("segment", segment)
                        .query(Long.class)
                        .list());
    }

    /** Comings and goings take turns, so they add up to one or none. */
    private Set<Long> told(long segment, Crowd crowd) {
        Map<Long, Integer> sums = new HashMap<>();
        jdbc.sql("select customer_id, entered from segment_flip where segment_id = :segment order by id")
                .param("segment", segment)
                .query(row -> {
                    int sum = sums.merge(row.getLong(1), row.getBoolean(2) ? 1 : -1, Integer::sum);
                    assertThat(sum).isBetween(0, 1);
                });
        sums.values().removeIf(sum -> sum == 0);
        return mine(crowd, List.copyOf(sums.keySet()));
    }

    private static Set<Long> mine(Crowd crowd, List<Long> ids) {
        Set<Long> mine = new TreeSet<>(ids);
        mine.retainAll(crowd.ids());
        return mine;
    }

    private void archive(long segment) {
        jdbc.sql("update segment_segment set state = 'ARCHIVED' where id = :id")
                .param("id", segment)
                .update();
    }
}
