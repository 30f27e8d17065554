package io.siyu.reach.channel.landing;

import io.siyu.gateway.wecom.AcquisitionLinks;
import io.siyu.gateway.wecom.AcquisitionLinks.Link;
import io.siyu.gateway.wecom.ContactWay;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.reach.channel.landing.ContactWayJobs.Job;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes guides' acquisition links as {@link ContactWayMaker} makes contact ways; the row's random state is the link's name. */
@Component
class LinkMaker {

    private static final int NO_SUCH_LINK = 40058;

    private final ContactWayJobs jobs;
    private final AcquisitionLinks links;

    LinkMaker(ContactWayJobs jobs, AcquisitionLinks links) {
        this.jobs = jobs;
        this.links = links;
    }

    void make(Job job, List<String> userIds) {
        ready(job, links.create(job.state(), userIds, job.skipVerify()));
    }

    /** A lost answer: unlike a contact way, a link that was made tells its address when it is asked for. */
    void reconcile(Job job) {
        Optional<Link> found = jobs.unknownAmong(links.listAll()).stream()
                .map(links::get)
                .filter(link -> link.name().equals(job.state()))
                .findFirst();
        found.ifPresentOrElse(link -> ready(job, link), () -> jobs.later(job, "INTENT", Duration.ZERO, null));
    }

    void reverify(Job job, List<String> userIds) {
        if (job.configId() != null && !userIds.isEmpty()) {
            links.update(job.configId(), job.state(), userIds, job.skipVerify());
        }
    }

    /** Done also when it was gone already. */
    void takeDown(Job job) {
        if (job.configId() == null) {
            return;
        }
        try {
            links.delete(job.configId());
        } catch (WeComException e) {
            if (e.code() != NO_SUCH_LINK) {
                throw e;
            }
        }
    }

    private void ready(Job job, Link link) {
        jobs.ready(job, new ContactWay(link.linkId(), link.url()));
    }
}
