package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.direct.Behind;
import io.siyu.reach.channel.landing.ContactWayJobs.Job;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes the contact ways that were ordered: intent, commit, call, result. An answer that was lost is looked for at the platform by the
 * random state; what is found there without its picture is taken down and made anew.
 */
@Component
class ContactWayMaker implements PolledWork {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration SOMEBODY = Duration.ofSeconds(15);

    private final ContactWayJobs jobs;
    private final ContactWays ways;
    private final ContactWayStrays strays;
    private final LinkMaker links;
    private final StaffDirectory staff;
    private final CodeRows codes;
    private final Behind behind;
    private final Clock clock;

    ContactWayMaker(
            ContactWayJobs jobs,
            ContactWays ways,
            ContactWayStrays strays,
            LinkMaker links,
            StaffDirectory staff,
            CodeRows codes,
            Behind behind,
            Clock clock) {
        this.jobs = jobs;
        this.ways = ways;
        this.strays = strays;
        this.links = links;
        this.staff = staff;
        this.codes = codes;
        this.behind = behind;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.contact-ways";
    }

    /** The platform takes most of the time. */
    @Override
    public int threads() {
        return 4;
    }

    /** Where the calls are used up the others would only be refused as well. */
    @Override
    public boolean workOnce() {
        Optional<Job> job = jobs.claim();
        if (job.isEmpty()) {
            return false;
        }
        try {
            CallLane lane = awaited(job.get()) ? CallLane.LIVE : CallLane.OPERATOR;
            lane.run(() -> work(job.get()));
            return true;
        } catch (WeComException e) {
            postpone(job.get(), e);
            return e.kind() != WeComException.Kind.LIMITED;
        }
    }

    /** Looking for a lost answer is nobody's hurry. */
    private static boolean awaited(Job job) {
        return job.awaited() && !job.status().equals("CALLING");
    }

    private void work(Job job) {
        switch (job.status()) {
            case "CALLING" -> reconcile(job);
            case "READY" -> reverify(job);
            default -> make(job);
        }
    }

    private void make(Job job) {
        List<String> userIds = userIds(job);
        if (userIds.isEmpty()) {
            jobs.later(job, "FAILED", SOMEBODY, job.kind().equals(ContactWayStock.DIRECT) ? "NOBODY" : "GUIDE_UNKNOWN");
            return;
        }
        if (isLink(job)) {
            links.make(job, userIds);
            return;
        }
        String remark = job.codeName().substring(0, Math.min(30, job.codeName().length()));
        jobs.ready(job, ways.add(userIds, job.state(), job.skipVerify(), remark));
    }

    private static boolean isLink(Job job) {
        return job.kind().equals(ContactWayStock.LINK);
    }

    private void reconcile(Job job) {
        if (isLink(job)) {
            links.reconcile(job);
            return;
        }
        for (String configId : jobs.unknownAmong(ways.listAll())) {
            if (ways.stateOf(configId).filter(job.state()::equals).isPresent()) {
                ways.delete(configId);
            }
        }
        strays.suspect(job.id());
        jobs.later(job, "INTENT", Duration.ZERO, null);
    }

    private void reverify(Job job) {
        List<String> userIds = userIds(job);
        if (isLink(job)) {
            links.reverify(job, userIds);
        } else if (job.configId() != null && !userIds.isEmpty()) {
            ways.update(job.configId(), userIds, job.skipVerify());
        }
        jobs.verified(job);
    }

    /** Behind the platform's own code of a live code are all who may take visitors now. */
    private List<String> userIds(Job job) {
        if (job.kind().equals(ContactWayStock.DIRECT)) {
            return behind.of(codes.require(job.codeId()), clock.instant()).userIds();
        }
        return staff.find(new StaffId(job.staff())).map(StaffMember::wecomUserId).stream()
                .toList();
    }

    private void postpone(Job job, WeComException e) {
        String failure = e.word();
        if (job.status().equals("READY")) {
            jobs.verifyLater(job, e.kind() == WeComException.Kind.REFUSED ? LATER : slower(job), failure);
            return;
        }
        switch (e.kind()) {
            case REFUSED -> jobs.later(job, "FAILED", LATER, failure);
            case UNKNOWN -> jobs.later(job, "CALLING", SOON, failure);
            case BUSY, LIMITED, MISCONFIGURED ->
                jobs.later(job, job.status().equals("CALLING") ? "CALLING" : "INTENT", slower(job), failure);
        }
    }

    private static Duration slower(Job job) {
        return SOON.multipliedBy(1L << Math.min(job.attempts(), 6));
    }
}
