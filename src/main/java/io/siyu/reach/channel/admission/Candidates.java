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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
     * @param known every guide of it, and of the fields looked for with it
     * @param limited those of them who take only so many by all codes together
     */
    public record Field(
            List<Candidate> pool, Map<String, Owner> owners, Map<StaffId, StaffMember> known, Set<StaffId> limited) {

        /** Every guide whose counts matter. */
        Set<StaffId> guides() {
            Set<StaffId> guides = new LinkedHashSet<>();
            everybody().forEach(one -> guides.add(one.staff()));
            return guides;
        }

        /** Those who take only so many by this code. */
        Set<StaffId> capped() {
            Set<StaffId> capped = new LinkedHashSet<>();
            everybody().filter(one -> one.cap() != null).forEach(one -> capped.add(one.staff()));
            return capped;
        }

        private Stream<Candidate> everybody() {
            return Stream.concat(pool.stream(), owners.values().stream().map(Owner::guide));
        }
    }

    /** What of the guides' state candidates are made of. */
    private record Facts(Map<StaffId, StaffMember> known, Set<Post> reachable, Map<StaffId, Integer> limits) {}

    /** @param visitors those who are known to be a customer */
    Field of(LiveCode code, Map<String, CustomerId> visitors, Instant now) {
        SortedMap<LiveCode, List<String>> one = new TreeMap<>(Comparator.comparingLong(LiveCode::id));
        one.put(code, List.copyOf(visitors.keySet()));
        return parties(one, visitors, now).getFirst().field();
    }

    /**
     * Of several codes at once, in their order.
     *
     * @param known which of the visitors are known to be which customer
     */
    List<Party> parties(SortedMap<LiveCode, List<String>> visitors, Map<String, CustomerId> known, Instant now) {
        Map<String, Ownership> owned = ownersOf(known);
        Set<Post> inPool = new LinkedHashSet<>();
        Set<Post> others = new LinkedHashSet<>();
        visitors.forEach((code, asking) -> {
            code.pool().forEach(member -> inPool.add(new Post(code.id(), member.staff())));
            among(owned, asking).values().forEach(one -> others.add(new Post(code.id(), one.staff())));
        });
        others.removeAll(inPool);
        Set<StaffId> all = new LinkedHashSet<>();
        inPool.forEach(post -> all.add(post.guide()));
        others.forEach(post -> all.add(post.guide()));
        Facts facts = new Facts(staff.byIds(all), ways.reachable(inPool, others, now), counts.limits(all));
        List<Party> parties = new ArrayList<>();
        visitors.forEach((code, asking) ->
                parties.add(new Party(code, field(code, among(owned, asking), facts), asking)));
        return parties;
    }

    private static Map<String, Ownership> among(Map<String, Ownership> owned, List<String> asking) {
        Map<String, Ownership> some = new HashMap<>();
        for (String visitor : asking) {
            Ownership ownership = owned.get(visitor);
            if (ownership != null) {
                some.put(visitor, ownership);
            }
        }
        return some;
    }

    private Field field(LiveCode code, Map<String, Ownership> owned, Facts facts) {
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
                facts.reachable().contains(new Post(code.id(), member.staff())),
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
