package io.siyu.reach.channel.welcome;

import io.siyu.reach.channel.WelcomeContributor;
import io.siyu.reach.channel.WelcomeContributor.Addition;
import io.siyu.reach.channel.WelcomeContributor.NewFriend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What higher floors add to a welcome. It must not cost the greeting: who throws or takes longer than a second adds nothing, and is named. */
@Component
class Additions {

    private static final Logger log = LoggerFactory.getLogger(Additions.class);
    private static final Duration ALL_TOGETHER = Duration.ofSeconds(1);

    private final List<WelcomeContributor> contributors;

    Additions(List<WelcomeContributor> contributors) {
        this.contributors = List.copyOf(contributors);
    }

    /**
     * @param additions in the order of the contributors
     * @param missing the names of those who threw or took too long
     */
    record Gathered(List<Addition> additions, List<String> missing) {

        static final Gathered NOTHING = new Gathered(List.of(), List.of());
    }

    Gathered to(NewFriend friend) {
        return to(friend, ALL_TOGETHER);
    }

    Gathered to(NewFriend friend, Duration atMost) {
        List<FutureTask<Optional<Addition>>> asked = new ArrayList<>();
        for (WelcomeContributor contributor : contributors) {
            FutureTask<Optional<Addition>> question = new FutureTask<>(() -> contributor.contribute(friend));
            Thread.ofVirtual().name("welcome-addition").start(question);
            asked.add(question);
        }
        long until = System.nanoTime() + atMost.toNanos();
        List<Addition> additions = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            WelcomeContributor contributor = contributors.get(i);
            try {
                asked.get(i)
                        .get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)
                        .ifPresent(additions::add);
            } catch (ExecutionException | TimeoutException e) {
                log.warn("{} adds nothing to a welcome", contributor.name(), e);
                missing.add(contributor.name());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                missing.add(contributor.name());
            }
        }
        return new Gathered(additions, missing);
    }
}
