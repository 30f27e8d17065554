package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class BrandTimeTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anybody_may_ask_what_time_it_is_for_the_brand_and_where() {
        JsonNode time =
                ConsoleClient.anonymous(context).get("/api/time").expect(200).json();
        Instant here = context.getBean(Clock.class).instant();
        assertThat(Instant.parse(time.path("now").asString())).isBetween(here.minus(Duration.ofMinutes(5)), here);
        assertThat(time.path("zone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(time.path("sandbox").asBoolean()).isTrue();
    }

    @Test
    void a_clock_that_the_sandbox_moved_is_not_taken_to_real_platforms() {
        ConsoleClient.anonymous(context)
                .post("/sandbox/api/clock", Map.of("forwardSeconds", 60))
                .expect(200);
        assertThatThrownBy(() -> new ClockConfiguration().clockAhead(jdbc, false, false, 90))
                .hasMessageContaining("sandbox moved");
        assertThat(new ClockConfiguration().clockAhead(jdbc, true, false, 90).value())
                .isPositive();
    }
}
