package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.direct.Behind;
import io.siyu.reach.channel.landing.ContactWayStock.Job;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the contact ways that were ordered: intent, commit, call, result. An answer that was lost is looked for at the platform by the
 * random state; what is found there without its picture is taken down and made anew.
 */
@Component
class ContactWayMaker implements PolledWork {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration SOMEBODY = Duration.ofSeconds(15);

    private final ContactWayStock stock;
    private final ContactWays ways;
    private final LinkMaker links;
    private final StaffDirectory staff;
    private final CodeRows codes;
    private final Behind behind;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ContactWayMaker(
            ContactWayStock stock,
            ContactWays ways,
            LinkMaker links,
            StaffDirectory staff,
            CodeRows codes,
            Behind behind,
            Clock clock,
            TransactionTemplate transaction) {
        this.stock = stock;
        this.ways = ways;
        this.links = links;
        this.staff = staff;
        this.codes = codes;
        this.behind = behind;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "channel.contact-ways";
    }

    @Override
    public boolean workOnce() {
        Optional<Job> job = transaction.execute(status -> stock.claim());
        if (job == null || job.isEmpty()) {
            return false;
        }
        try {
            CallLane.OPERATOR.run(() -> work(job.get()));
        } catch (WeComException e) {
            postpone(job.get(), e);
        }
        return true;
    }

    private void work(Job job) {
        switch (job.status()) {
            case "CALLING" -> reconcile(job);
            case "RETIRED" -> takeDown(job);
            case "READY" -> reverify(job);
            default -> make(job);
        }
    }

    private void make(Job job) {
        List<String> userIds = userIds(job);
        if (userIds.isEmpty()) {
            stock.later(
                    job, "FAILED", SOMEBODY, job.kind().equals(ContactWayStock.DIRECT) ? "NOBODY" : "GUIDE_UNKNOWN");
            return;
        }
        if (isLink(job)) {
            links.make(job, userIds);
            return;
        }
        String remark = job.codeName().substring(0, Math.min(30, job.codeName().length()));
        stock.ready(job, ways.add(userIds, job.state(), job.skipVerify(), remark));
    }

    private static boolean isLink(Job job) {
        return job.kind().equals(ContactWayStock.LINK);
    }

    private void reconcile(Job job) {
        if (isLink(job)) {
            links.reconcile(job);
            return;
        }
        for (String configId : stock.unknownAmong(ways.listAll())) {
            if (ways.stateOf(configId).filter(job.state()::equals).isPresent()) {
                ways.delete(configId);
            }
        }
        stock.later(job, "INTENT", Duration.ZERO, null);
    }

    private void reverify(Job job) {
        List<String> userIds = userIds(job);
        if (isLink(job)) {
            links.reverify(job, userIds);
        } else if (job.configId() != null && !userIds.isEmpty()) {
            ways.update(job.configId(), userIds, job.skipVerify());
        }
        stock.verified(job);
    }

    /** Behind the platform's own code of a live code are all who may take visitors now. */
    private List<String> userIds(Job job) {
        if (job.kind().equals(ContactWayStock.DIRECT)) {
            return behind.of(codes.require(job.codeId()), clock.instant()).userIds();
        }
        return staff.find(new StaffId(job.staff())).map(StaffMember::wecomUserId).stream()
                .toList();
    }

    private void takeDown(Job job) {
        if (isLink(job)) {
            links.takeDown(job);
        } else if (job.configId() != null) {
            ways.delete(job.configId());
        }
        stock.deleted(job);
    }

    private void postpone(Job job, WeComException e) {
        String failure = e.word();
        if (job.status().equals("READY")) {
            stock.verifyLater(job, e.kind() == WeComException.Kind.REFUSED ? LATER : slower(job), failure);
            return;
        }
        switch (e.kind()) {
            case REFUSED -> stock.later(job, "FAILED", LATER, failure);
            case UNKNOWN -> stock.later(job, "CALLING", SOON, failure);
            case BUSY, LIMITED, MISCONFIGURED ->
                stock.later(job, job.status().equals("CALLING") ? "CALLING" : "INTENT", slower(job), failure);
        }
    }

    private static Duration slower(Job job) {
        return SOON.multipliedBy(1L << Math.min(job.attempts(), 6));
    }
}
