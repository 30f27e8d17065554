package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.allocation.Decision.Weighed;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Among whom a stranger's guide would be chosen now, by shifts, presence and caps; backups only when nobody else can. */
@Component
public class Eligible {

    private final Candidates candidates;
    private final Counts counts;
    private final BrandZone zone;

    Eligible(Candidates candidates, Counts counts, BrandZone zone) {
        this.candidates = candidates;
        this.counts = counts;
        this.zone = zone;
    }

    public List<StaffId> of(LiveCode code, Instant now) {
        Candidates.Field field = candidates.of(code, Map.of(), now);
        LocalDate today = zone.dateOf(now);
        Map<StaffId, Count> taken = counts.of(code.id(), field.guides(), today, now);
        counts.overall(field.limited(), today, now)
                .forEach((guide, sum) -> taken.computeIfPresent(guide, (id, count) -> count.overall(sum)));
        Decision decision =
                Allocation.allocate(field.pool(), taken, null, wall(now), Allocation.seed(code.id(), today));
        return decision.weighed().stream().map(Weighed::staff).toList();
    }

    /** How many each of these takes a day by all codes; who has no limit is not in it. */
    public Map<StaffId, Integer> caps(Set<StaffId> guides) {
        return counts.limits(guides);
    }

    /** When that is another day or another shift: caps begin anew, somebody comes on or goes off. */
    public Instant nextTurn(LiveCode code, Instant now) {
        AllocationRules rules = code.rules();
        LocalDateTime midnight = wall(now).toLocalDate().plusDays(1).atStartOfDay();
        LocalDateTime first = code.pool().stream()
                .map((PoolMember member) ->
                        Schedule.of(rules, member.shifts(), member.staff()).nextChange(wall(now)))
                .flatMap(Optional::stream)
                .filter(midnight::isAfter)
                .min(LocalDateTime::compareTo)
                .orElse(midnight);
        return first.atZone(zone.zone()).toInstant();
    }

    private LocalDateTime wall(Instant now) {
        return LocalDateTime.ofInstant(now, zone.zone());
    }
}
