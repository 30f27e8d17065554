package io.siyu.people.relation.handover;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.Transfers;
import io.siyu.gateway.wecom.WeComException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads WeChat Work's list of customers whose employee left when an operator wants it compared. */
@Component
class UnassignedWork implements PolledWork {

    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Unassigned unassigned;
    private final Transfers transfers;

    UnassignedWork(Unassigned unassigned, Transfers transfers) {
        this.unassigned = unassigned;
        this.transfers = transfers;
    }

    @Override
    public String name() {
        return "relation.unassigned";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        if (!unassigned.claim(LEASE)) {
            return false;
        }
        try {
            unassigned.read(CallLane.OPERATOR.call(this::whole));
        } catch (WeComException e) {
            unassigned.failed(e.word());
        }
        return true;
    }

    private List<Transfers.Unassigned> whole() {
        List<Transfers.Unassigned> whole = new ArrayList<>();
        String cursor = null;
        do {
            Transfers.UnassignedPage page = transfers.unassigned(cursor);
            whole.addAll(page.customers());
            cursor = page.nextCursor();
        } while (cursor != null);
        return whole;
    }
}
