package io.siyu.reach.channel.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a code takes visitors in, as the list of codes tells it. */
@SiyuTest
@Import(MovableClock.class)
class CodeStandingTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    CodeRows rows;

    @Autowired
    JdbcClient jdbc;

    @Test
    void the_list_says_which_codes_serve_and_is_narrowed_to_them() {
        ConsoleClient console = ConsoleClient.administrator(context);
        LiveCodeFixtures fixtures = new LiveCodeFixtures(context);
        Codes.Created code = fixtures.code(fixtures.guides(1), null, Set.of());
        assertThat(listed(console, code, "")).containsExactly(true);
        jdbc.sql("update channel_code set afterlife = jsonb_build_object('expiresAt', :end::text) where id = :id")
                .param("end", clock.instant().plus(Duration.ofHours(1)).toString())
                .param("id", code.id())
                .update();
        assertThat(listed(console, code, "&standing=SERVING")).containsExactly(true);
        assertThat(listed(console, code, "&standing=EXPIRED")).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(listed(console, code, "&standing=SERVING")).isEmpty();
        assertThat(listed(console, code, "&standing=EXPIRED")).containsExactly(false);
        rows.stop(code.id(), clock.instant());
        assertThat(listed(console, code, "&standing=EXPIRED")).isEmpty();
        assertThat(listed(console, code, "&standing=STOPPED")).containsExactly(false);
        assertThat(listed(console, code, "")).containsExactly(false);
        console.get("/api/admin/codes?standing=NONSENSE").expect(400);
    }

    /** Whether the code serves, where the list has it. */
    private List<Boolean> listed(ConsoleClient console, Codes.Created code, String filter) {
        return console.get("/api/admin/codes?size=100" + filter)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.path("id").asLong() == code.id())
                .map(row -> row.path("serving").asBoolean())
                .toList();
    }
}
