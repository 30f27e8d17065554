package io.siyu.reach.channel.admission;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.people.relation.Relations.Ownership;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.allocation.Candidate;
import io.siyu.reach.channel.allocation.Owner;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who might take visitors of a code: its guides as they are now, and the guides whose customers the visitors already are. */
@Component
public class Candidates {

    private final StaffDirectory staff;
    private final ContactClaims ways;
    private final Counts counts;
    private final CustomerDirectory customers;
    private final Relations relations;
    private final BrandZone zone;

    Candidates(
            StaffDirectory staff,
            ContactClaims ways,
            Counts counts,
            CustomerDirectory customers,
            Relations relations,
            BrandZone zone) {
        this.staff = staff;
        this.ways = ways;
        this.counts = counts;
        this.customers = customers;
        this.relations = relations;
        this.zone = zone;
    }

    /**
     * @param owners by visitor
     * @param known every guide of it
     * @param limited those of them who take only so many by all codes together
     */
    public record Field(
            List<Candidate> pool, Map<String, Owner> owners, Map<StaffId, StaffMember> known, Set<StaffId> limited) {

        /** Every guide whose counts matter. */
        Set<StaffId> guides() {
            Set<StaffId> guides = new LinkedHashSet<>();
            pool.forEach(one -> guides.add(one.staff()));
            owners.values().forEach(one -> guides.add(one.guide().staff()));
            return guides;
        }
    }

    /** What of a guide's state a candidate is made of. */
    private record Facts(Map<StaffId, StaffMember> known, Set<StaffId> reachable, Map<StaffId, Integer> limits) {}

    Field of(LiveCode code, Map<String, CustomerId> visitors, Instant now) {
        Map<String, Ownership> owned = ownersOf(visitors);
        List<StaffId> pool = code.pool().stream().map(PoolMember::staff).toList();
        Set<StaffId> others = new LinkedHashSet<>();
        owned.values().forEach(one -> others.add(one.staff()));
        pool.forEach(others::remove);
        Set<StaffId> all = new LinkedHashSet<>(pool);
        all.addAll(others);
        Facts facts = new Facts(staff.byIds(all), ways.reachable(code.id(), pool, others, now), counts.limits(all));
        Map<StaffId, Candidate> members = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (PoolMember member : code.pool()) {
            Candidate one = candidate(code, member, facts);
            candidates.add(one);
            members.put(one.staff(), one);
        }
        Map<String, Owner> owners = new HashMap<>();
        owned.forEach((visitor, one) -> owners.put(
                visitor,
                new Owner(
                        members.getOrDefault(
                                one.staff(), candidate(code, new PoolMember(one.staff(), 1, false), facts)),
                        LocalDateTime.ofInstant(one.since(), zone.zone()),
                        code.rules().sticky())));
        return new Field(candidates, owners, facts.known(), facts.limits().keySet());
    }

    /** One of the field, or somebody who was taken earlier and has left the code since. */
    StaffMember member(Field field, StaffId guide) {
        StaffMember known = field.known().get(guide);
        return known != null
                ? known
                : staff.find(guide).orElseThrow(() -> new IllegalStateException("unknown guide " + guide));
    }

    private Map<String, Ownership> ownersOf(Map<String, CustomerId> visitors) {
        Map<String, Ownership> owned = new HashMap<>();
        visitors.forEach((visitor, customer) -> relations
                .ownershipOf(customers.survivor(customer))
                .ifPresent(ownership -> owned.put(visitor, ownership)));
        return owned;
    }

    private static Candidate candidate(LiveCode code, PoolMember member, Facts facts) {
        boolean inPool = code.pool().contains(member);
        return new Candidate(
                member.staff(),
                member.weight(),
                member.backup(),
                presence(facts.known().get(member.staff())),
                facts.reachable().contains(member.staff()),
                inPool ? Schedule.of(code.rules(), member.shifts(), member.staff()) : Schedule.ALWAYS,
                member.cap() == null ? code.dailyCap() : member.cap(),
                facts.limits().get(member.staff()));
    }

    private static Candidate.Presence presence(@Nullable StaffMember member) {
        if (member == null || !member.active()) {
            return Candidate.Presence.GONE;
        }
        if (!member.onDuty()) {
            return Candidate.Presence.OFF_DUTY;
        }
        return member.away() ? Candidate.Presence.AWAY : Candidate.Presence.AVAILABLE;
    }
}
