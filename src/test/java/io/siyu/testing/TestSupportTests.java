package io.siyu.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class TestSupportTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    MovableClock movable;

    @Test
    void a_context_has_a_migrated_database_of_its_own() {
        assertThat(jdbc.sql("select count(*) from flyway_schema_history where success")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(TestDatabase.clonedUrl()).isNotEqualTo(TestDatabase.clonedUrl());
    }

    @Test
    void time_stands_still_until_it_is_moved() {
        assertThat(clock).isSameAs(movable);
        var before = clock.instant();
        movable.advance(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofDays(1)));
    }

    @Test
    void a_broken_property_names_a_seed_that_breaks_it_again() {
        List<Integer> drawn = new ArrayList<>();
        assertThatThrownBy(() -> Seeds.forAll(100, random -> {
                    drawn.add(random.nextInt(4));
                    assertThat(drawn.getLast()).isNotZero();
                }))
                .isInstanceOf(AssertionError.class)
                .satisfies(error -> {
                    String seed = String.valueOf(error.getMessage()).replaceAll("(?s).*-Dsiyu.seed=(-?\\d+).*", "$1");
                    assertThat(new Random(Long.parseLong(seed)).nextInt(4)).isZero();
                });
    }
}
