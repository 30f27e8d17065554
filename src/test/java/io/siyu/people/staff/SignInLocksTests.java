package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siyu.people.staff.SignInLocks.Door;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.testing.DatabaseTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class SignInLocksTests {

    @Autowired
    JdbcClient jdbc;

    private final MovableClock clock = new MovableClock();

    @SuppressWarnings("NullAway.Init")
    private SignInLocks locks;

    @BeforeEach
    void locks() {
        locks = new SignInLocks(jdbc, new BrandZone(MovableClock.ZONE), clock);
    }

    private static String name() {
        return "n-" + RandomCode.letters(12);
    }

    private @Nullable DomainException refused(Door door, String value) {
        return catchThrowableOfType(DomainException.class, () -> locks.charge(door, value));
    }

    @Test
    void the_fifth_failure_shuts_the_door_and_every_further_one_twice_as_long_up_to_an_hour() {
        String name = name();
        for (int i = 0; i < 4; i++) {
            assertThat(locks.charge(Door.NAME, name)).isEmpty();
        }
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant until = locks.charge(Door.NAME, name).orElseThrow();
            minutes.add(Duration.between(clock.instant(), until).toMinutes());
            clock.setTo(until);
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void while_it_is_shut_nothing_is_counted_and_the_refusal_says_when_it_ends() {
        String name = name();
        for (int i = 0; i < 5; i++) {
            locks.charge(Door.NAME, name);
        }
        clock.advance(Duration.ofSeconds(20));
        for (int i = 0; i < 3; i++) {
            DomainException refusal = refused(Door.NAME, name);
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo("session.locked");
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(40));
            assertThat(refusal.arguments()).containsExactly("10:01", 1L);
        }
        clock.advance(Duration.ofSeconds(40));
        assertThat(locks.charge(Door.NAME, name)).isPresent();
    }

    @Test
    void a_right_password_cleans_the_name_and_a_day_of_silence_too() {
        String right = name();
        String silent = name();
        for (int i = 0; i < 4; i++) {
            locks.charge(Door.NAME, right);
            locks.charge(Door.NAME, silent);
        }
        locks.clear(right);
        assertThat(locks.charge(Door.NAME, right)).isEmpty();
        clock.advance(Duration.ofHours(25));
        assertThat(locks.charge(Door.NAME, silent)).isEmpty();
    }

    @Test
    void one_right_password_does_not_wash_an_address_clean() {
        String address = "203.0.113." + name();
        for (int i = 0; i < 18; i++) {
            assertThat(locks.charge(Door.ADDRESS, address)).isEmpty();
        }
        locks.charge(Door.ADDRESS, address);
        locks.uncharge(address);
        assertThat(locks.charge(Door.ADDRESS, address)).isEmpty();
        assertThat(locks.charge(Door.ADDRESS, address)).isPresent();
        assertThat(refused(Door.ADDRESS, address)).isNotNull();
    }

    @Test
    void a_hundred_guesses_at_once_get_no_more_tries_than_five() throws Exception {
        String name = name();
        var finish = Race.of(24, i -> () -> locks.charge(Door.NAME, name));
        assertThat(finish.answers()).hasSize(5);
        assertThat(finish.failures())
                .allSatisfy(one -> assertThat(one).isInstanceOf(DomainException.class))
                .hasSize(19);
    }

    @Test
    void names_are_kept_unreadable_and_not_for_ever() {
        String name = name();
        locks.charge(Door.NAME, name);
        assertThat(jdbc.sql("select count(*) from staff_sign_in_failure where door like '%' || :name || '%'")
                        .param("name", name)
                        .query(Integer.class)
                        .single())
                .isZero();
        clock.advance(Duration.ofHours(25));
        locks.forget();
        assertThat(jdbc.sql("select count(*) from staff_sign_in_failure where door = :door")
                        .param("door", Door.NAME.of(name))
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
