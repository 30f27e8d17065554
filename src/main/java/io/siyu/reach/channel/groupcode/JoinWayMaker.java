package io.siyu.reach.channel.groupcode;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.JoinWays;
import io.siyu.gateway.wecom.JoinWays.JoinWay;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import io.siyu.reach.channel.groupcode.JoinWayJobs.Job;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes join ways, looks at them once a day, and takes them down. One whose answer was lost cannot be found again, for the platform lists
 * none: another is made, and what is kept here is always exactly one.
 */
@Component
class JoinWayMaker implements PolledWork {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofHours(1);

    private final JoinWayJobs jobs;
    private final JoinWays ways;

    JoinWayMaker(JoinWayJobs jobs, JoinWays ways) {
        this.jobs = jobs;
        this.ways = ways;
    }

    @Override
    public String name() {
        return "channel.join-ways";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    @Override
    public boolean workOnce() {
        Optional<Job> job = jobs.claim();
        job.ifPresent(this::attempt);
        return job.isPresent();
    }

    private void attempt(Job job) {
        try {
            CallLane.OPERATOR.run(() -> work(job));
        } catch (WeComException e) {
            boolean refused = e.kind() == WeComException.Kind.REFUSED;
            jobs.later(job, refused, refused ? LATER : slower(job), e.word());
        }
    }

    private void work(Job job) {
        if (job.status() == Status.RETIRED) {
            if (job.configId() != null) {
                ways.delete(job.configId());
            }
            jobs.deleted(job);
            return;
        }
        if (job.wanted().chatIds().isEmpty()) {
            jobs.later(job, true, LATER, "NO_GROUP");
            return;
        }
        String configId = job.configId();
        if (configId == null) {
            configId = ways.add(job.wanted());
            jobs.made(job, configId);
        } else if (job.outdated()) {
            ways.update(configId, job.wanted());
        }
        Optional<JoinWay> way = ways.get(configId);
        if (way.isPresent()) {
            jobs.seen(job, way.get());
        } else {
            jobs.vanished(job);
        }
    }

    private static Duration slower(Job job) {
        return SOON.multipliedBy(1L << Math.min(job.attempts(), 6));
    }
}
