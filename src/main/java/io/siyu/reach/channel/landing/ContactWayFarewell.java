package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.reach.channel.landing.ContactWayJobs.Job;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes down at the platform what was retired a day before. What fails is tried again when its lease is over. */
@Component
class ContactWayFarewell implements PolledWork {

    private final ContactWayJobs jobs;
    private final ContactWays ways;
    private final LinkMaker links;

    ContactWayFarewell(ContactWayJobs jobs, ContactWays ways, LinkMaker links) {
        this.jobs = jobs;
        this.ways = ways;
        this.links = links;
    }

    @Override
    public String name() {
        return "channel.contact-ways-farewell";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Optional<Job> job = jobs.farewell();
        try {
            job.ifPresent(one -> CallLane.OPERATOR.run(() -> takeDown(one)));
            return job.isPresent();
        } catch (WeComException e) {
            return e.kind() != WeComException.Kind.LIMITED;
        }
    }

    private void takeDown(Job job) {
        if (job.kind().equals(ContactWayStock.LINK)) {
            links.takeDown(job);
        } else if (job.configId() != null) {
            ways.delete(job.configId());
        }
        jobs.deleted(job);
    }
}
