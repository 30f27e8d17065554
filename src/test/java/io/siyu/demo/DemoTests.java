package io.siyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The brand that README promises, with a short past. */
@SiyuTest
@TestPropertySource(properties = {"siyu.demo=true", "siyu.demo-days=4"})
class DemoTests {

    @Autowired
    DemoRunner runner;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void a_demo_brand_lives_to_the_present_and_a_start_after_an_interruption_makes_nothing_twice() {
        await().atMost(Duration.ofMinutes(3)).until(this::finished);
        Map<String, Long> made = counts();
        assertThat(made)
                .containsEntry("staff_store", 3L)
                .containsEntry("channel_code", 10L)
                .containsEntry("channel_template", 1L)
                .containsEntry("channel_template_child", 2L)
                .containsEntry("channel_poster", 1L)
                .containsEntry("channel_live_session", 2L)
                .containsEntry("channel_live_opening", 3L)
                .containsEntry("channel_group_place", 2L)
                .containsEntry("channel_store_code_choice", 3L)
                .containsEntry("channel_short_link", 1L)
                .containsEntry("coupon_template", 3L)
                .containsEntry("catalog_product", 30L)
                .containsEntry("sop_plan", 3L)
                .containsEntry("segment_segment", 3L)
                .containsEntry("demo_person", 9L);
        assertThat(made.get("relation_follow")).isPositive();
        assertThat(gone()).containsExactly("冯清明");
        assertThat(jdbc.sql("select reason from outreach_touch where kind = 'WELCOME'")
                        .query(String.class)
                        .list())
                .as("whoever came was greeted before the clock moved on")
                .isNotEmpty()
                .containsOnly("新好友欢迎语");
        assertThat(Duration.between(clock.instant(), Clock.systemUTC().instant())
                        .abs())
                .isLessThan(Duration.ofMinutes(10));

        jdbc.sql("update demo_progress set finished = false").update();
        runner.liveToThePresent();

        assertThat(finished()).isTrue();
        Map<String, Long> again = counts();
        for (String table : List.of(
                "staff_store",
                "channel_code",
                "channel_template_child",
                "channel_poster",
                "channel_live_session",
                "channel_group_place",
                "channel_store_code_choice",
                "channel_short_link",
                "coupon_template",
                "catalog_product",
                "sop_plan")) {
            assertThat(again.get(table)).as(table).isEqualTo(made.get(table));
        }
        assertThat(gone()).containsExactly("冯清明");
        assertThat(again.get("demo_person")).isEqualTo(9L);
    }

    /** Guides whose customers can be handed over. */
    private List<String> gone() {
        return jdbc.sql("select name from staff_member where not active")
                .query(String.class)
                .list();
    }

    private boolean finished() {
        return jdbc.sql("select coalesce(bool_and(finished), false) from demo_progress")
                .query(Boolean.class)
                .single();
    }

    private Map<String, Long> counts() {
        return List.of(
                        "staff_store",
                        "channel_code",
                        "channel_template",
                        "channel_template_child",
                        "channel_poster",
                        "channel_live_session",
                        "channel_live_opening",
                        "channel_group_place",
                        "channel_store_code_choice",
                        "channel_short_link",
                        "coupon_template",
                        "catalog_product",
                        "sop_plan",
                        "segment_segment",
                        "demo_person",
                        "relation_follow")
                .stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> jdbc.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
    }
}
