package io.siyu.reach.channel.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.WelcomeContributor;
import io.siyu.reach.channel.WelcomeContributor.Addition;
import io.siyu.reach.channel.WelcomeContributor.NewFriend;
import io.siyu.shared.StaffId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What higher floors add to a welcome, and what it costs when they do not. */
class AdditionsTests {

    private static final NewFriend FRIEND = new NewFriend("wm1", new StaffId(1), 2);

    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void who_is_slow_or_throws_is_left_out_and_named_and_costs_nobody_else_their_line() {
        Additions additions = new Additions(List.of(
                contributor("会员权益", this::slow),
                contributor("开卡礼", () -> line("送你一张券")),
                contributor("抽奖", AdditionsTests::broken),
                contributor("也慢", this::slow),
                contributor("没话说", Optional::empty)));
        Additions.Gathered gathered = additions.to(FRIEND, Duration.ofMillis(100));
        over.countDown();
        assertThat(gathered.additions()).extracting(Addition::line).containsExactly("送你一张券");
        assertThat(gathered.missing()).containsExactly("会员权益", "抽奖", "也慢");
    }

    private static WelcomeContributor contributor(String name, Supplier<Optional<Addition>> adds) {
        return new WelcomeContributor() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Addition> contribute(NewFriend friend) {
                return adds.get();
            }
        };
    }

    private static Optional<Addition> line(String text) {
        return Optional.of(new Addition(text, List.of()));
    }

    private static Optional<Addition> broken() {
        throw new IllegalStateException("no database");
    }

    private Optional<Addition> slow() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return line("太晚了");
    }
}
