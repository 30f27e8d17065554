package io.siyu.sandbox.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the table of limits. */
class QuotasTests {

    private final MovableClock clock = new MovableClock();
    private final Quotas quotas = new Quotas(clock);

    static Stream<String> apis() {
        return new Quotas(new MovableClock()).limits().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("apis")
    void what_is_more_than_a_minute_or_an_hour_allows_is_refused_until_it_is_over(String api) {
        Quotas.Limit limit = limit(api);
        long aMinute = Math.min(limit.aMinute(), limit.anHour());
        long calls = 0;
        while (calls < limit.anHour()) {
            for (long i = 0; i < aMinute && calls < limit.anHour(); i++) {
                assertThat(refusal(api)).isZero();
                calls++;
            }
            if (calls < limit.anHour()) {
                assertThat(refusal(api)).isEqualTo(45009);
            }
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(refusal(api)).isEqualTo(45009);
        assertThat(refusal("/cgi-bin/another")).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(refusal(api)).isZero();
    }

    @ParameterizedTest
    @MethodSource("apis")
    void what_is_too_much_at_once_is_refused_until_one_is_done(String api) {
        long most = Math.min(limit(api).atOnce(), 50);
        List<Quotas.UnderWay> underWay = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            underWay.add(quotas.enter(api));
        }
        if (most < 50) {
            assertThat(refusal(api)).isEqualTo(45033);
        }
        underWay.removeFirst().close();
        assertThat(refusal(api)).isZero();
        underWay.forEach(Quotas.UnderWay::close);
    }

    private Quotas.Limit limit(String api) {
        return Objects.requireNonNull(quotas.limits().get(api));
    }

    /** 0 if it is let in. */
    private int refusal(String api) {
        WorkRefusal refusal =
                catchThrowableOfType(WorkRefusal.class, () -> quotas.enter(api).close());
        return refusal == null ? 0 : refusal.errcode;
    }
}
