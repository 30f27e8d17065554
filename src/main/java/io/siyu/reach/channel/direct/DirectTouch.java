package io.siyu.reach.channel.direct;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Notices, every two seconds, which guides behind direct codes came on, went off, left, or had an add. */
@Component
class DirectTouch implements PolledWork {

    private final DirectWays rows;
    private final StaffDirectory staff;
    private Map<StaffId, Boolean> takingCustomers = Map.of();
    private long lastAdd = -1;

    DirectTouch(DirectWays rows, StaffDirectory staff) {
        this.rows = rows;
        this.staff = staff;
    }

    @Override
    public String name() {
        return "channel.direct-touch";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    /** One thread a node looks; what it has seen is its own, for touching twice does no harm. */
    @Override
    public synchronized boolean workOnce() {
        Set<Long> guides = rows.guides();
        if (!guides.isEmpty()) {
            Set<Long> changed = presenceChanged(guides);
            changed.addAll(added());
            if (!changed.isEmpty()) {
                rows.touch(changed);
            }
        }
        return false;
    }

    private Set<Long> presenceChanged(Set<Long> guides) {
        Map<StaffId, Boolean> now = new HashMap<>();
        staff.byIds(guides.stream().map(StaffId::new).collect(Collectors.toSet()))
                .forEach((id, member) -> now.put(id, takes(member)));
        Set<Long> changed = new HashSet<>();
        now.forEach((id, takes) -> {
            if (!takes.equals(takingCustomers.get(id))) {
                changed.add(id.value());
            }
        });
        takingCustomers = now;
        return changed;
    }

    private Set<Long> added() {
        long last = rows.lastAdd();
        Set<Long> added = lastAdd < 0 ? Set.of() : rows.addedAfter(lastAdd, last);
        lastAdd = last;
        return added;
    }

    private static boolean takes(StaffMember member) {
        return member.takesCustomers();
    }
}
