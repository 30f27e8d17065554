package io.siyu.reach.channel.admission;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.allocation.Allocation.Candidate;
import io.siyu.reach.channel.allocation.Allocation.Presence;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who might take a visitor: the code's guides as they are now, and the guide whose customer the visitor already is. */
@Component
public class Candidates {

    private final StaffDirectory staff;
    private final Leases leases;
    private final ScanRows scans;
    private final CustomerDirectory customers;
    private final Relations relations;
    private final Clock clock;

    Candidates(
            StaffDirectory staff,
            Leases leases,
            ScanRows scans,
            CustomerDirectory customers,
            Relations relations,
            Clock clock) {
        this.staff = staff;
        this.leases = leases;
        this.scans = scans;
        this.customers = customers;
        this.relations = relations;
        this.clock = clock;
    }

    /** @param known the pool's guides */
    public record Field(List<Candidate> pool, @Nullable Candidate owner, Map<StaffId, StaffMember> known) {}

    public Field of(LiveCode code, String visitor) {
        Instant now = clock.instant();
        Set<StaffId> reachable = leases.reachable(code.id(), now);
        Map<StaffId, StaffMember> known =
                staff.byIds(code.pool().stream().map(PoolMember::staff).toList());
        List<Candidate> pool = new ArrayList<>();
        for (PoolMember member : code.pool()) {
            pool.add(new Candidate(
                    member.staff(),
                    member.weight(),
                    member.backup(),
                    presence(Optional.ofNullable(known.get(member.staff()))),
                    reachable.contains(member.staff())));
        }
        return new Field(pool, ownerOf(visitor, now).orElse(null), known);
    }

    private Optional<Candidate> ownerOf(String visitor, Instant now) {
        return scans.customerOf(visitor)
                .map(CustomerId::new)
                .map(customers::survivor)
                .flatMap(relations::ownerOf)
                .map(owner ->
                        new Candidate(owner, 1, false, presence(staff.find(owner)), leases.reachable(owner, now)));
    }

    private static Presence presence(Optional<StaffMember> member) {
        if (member.isEmpty() || !member.get().active()) {
            return Presence.GONE;
        }
        return member.get().onDuty() ? Presence.AVAILABLE : Presence.OFF_DUTY;
    }
}
