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

/** What higher floors add to a welcome. It must not cost the greeting: who throws or takes longer than a second adds nothing. */
@Component
class Additions {

    private static final Logger log = LoggerFactory.getLogger(Additions.class);
    private static final Duration ALL_TOGETHER = Duration.ofSeconds(1);

    private final List<WelcomeContributor> contributors;

    Additions(List<WelcomeContributor> contributors) {
        this.contributors = contributors;
    }

    /** In the order of the contributors. */
    List<Addition> to(NewFriend friend) {
        List<FutureTask<Optional<Addition>>> asked = new ArrayList<>();
        for (WelcomeContributor contributor : contributors) {
            FutureTask<Optional<Addition>> question = new FutureTask<>(() -> contributor.contribute(friend));
            Thread.ofVirtual().name("welcome-addition").start(question);
            asked.add(question);
        }
        long until = System.nanoTime() + ALL_TOGETHER.toNanos();
        List<Addition> additions = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            answer(asked.get(i), until - System.nanoTime(), contributors.get(i)).ifPresent(additions::add);
        }
        return additions;
    }

    private static Optional<Addition> answer(
            FutureTask<Optional<Addition>> question, long nanos, WelcomeContributor contributor) {
        try {
            return question.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} adds nothing to a welcome", contributor.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
