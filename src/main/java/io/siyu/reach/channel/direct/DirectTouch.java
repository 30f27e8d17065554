package io.siyu.reach.channel.direct;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.reach.channel.admission.Eligible;
import io.siyu.shared.StaffId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notices, every two seconds, which guides behind direct codes came on, went off, left, or had an add. */
@Component
class DirectTouch implements PolledWork {

    private static final long RECENT = 500;

    private final DirectWays rows;
    private final StaffDirectory staff;
    private final Eligible eligible;
    private Map<StaffId, Standing> standings = Map.of();
    private Set<Long> seen = Set.of();
    private boolean looked;

    DirectTouch(DirectWays rows, StaffDirectory staff, Eligible eligible) {
        this.rows = rows;
        this.staff = staff;
        this.eligible = eligible;
    }

    private record Standing(
            boolean takesCustomers, @Nullable Integer capOverall) {}

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
        Set<StaffId> ids = guides.stream().map(StaffId::new).collect(Collectors.toSet());
        Map<StaffId, Integer> caps = eligible.caps(ids);
        Map<StaffId, Standing> now = new HashMap<>();
        staff.byIds(ids).forEach((id, member) -> now.put(id, new Standing(member.takesCustomers(), caps.get(id))));
        Set<Long> changed = new HashSet<>();
        now.forEach((id, standing) -> {
            if (!standing.equals(standings.get(id))) {
                changed.add(id.value());
            }
        });
        standings = now;
        return changed;
    }

    /** An add that commits after one with a higher number is looked for among the last ones. */
    private Set<Long> added() {
        long last = rows.lastAdd();
        List<DirectWays.Add> recent = rows.addedAfter(Math.max(0, last - RECENT));
        Set<Long> guides = recent.stream()
                .filter(add -> looked && !seen.contains(add.id()))
                .map(DirectWays.Add::staffId)
                .collect(Collectors.toSet());
        seen = recent.stream().map(DirectWays.Add::id).collect(Collectors.toSet());
        looked = true;
        return guides;
    }
}
