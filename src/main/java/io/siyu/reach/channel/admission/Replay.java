package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.admission.DecisionViews.Told;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Candidate;
import io.siyu.reach.channel.allocation.Candidate.Presence;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.reach.channel.allocation.Decision.Reason;
import io.siyu.reach.channel.allocation.Owner;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the decisions of a past day again. By the rules of then every decision comes out as it did; by today's rules it shows what the
 * change would have meant. Who was there and reachable is taken from the ledger, who had become a friend too.
 */
@Component
class Replay {

    /** A busier day is told as far as this. */
    static final int MOST = 50_000;

    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final LocalDateTime NOT_YET = LocalDateTime.of(9000, 1, 1, 0, 0);

    private final LedgerReader ledger;
    private final CodeRows codes;
    private final BrandZone zone;

    Replay(LedgerReader ledger, CodeRows codes, BrandZone zone) {
        this.ledger = ledger;
        this.codes = codes;
        this.zone = zone;
    }

    /** A decision of then and what it would be now. */
    record Pair(Told then, Told again) {
        boolean same() {
            return Objects.equals(then.staffId(), again.staffId());
        }
    }

    List<Pair> byRulesOfThen(LiveCode code, LocalDate day) {
        Map<Integer, LiveCode> versions = new HashMap<>();
        return run(code, day, (told, owner) -> {
            LiveCode then = told.version() == null
                    ? code
                    : versions.computeIfAbsent(
                            told.version(), version -> codes.asOf(code, version).orElse(code));
            return new Setting(poolOf(told, then), owner);
        });
    }

    List<Pair> byRulesOf(LiveCode code, LocalDate day) {
        Map<StaffId, Schedule> schedules = new HashMap<>();
        code.pool()
                .forEach(member ->
                        schedules.put(member.staff(), Schedule.of(code.rules(), member.shifts(), member.staff())));
        return run(
                code, day, (told, owner) -> new Setting(pool(told, code, schedules), ownerOf(told, code, schedules)));
    }

    /** Among whom one decision is taken again, and whose customer the visitor is. */
    private record Setting(List<Candidate> pool, @Nullable Owner owner) {}

    private interface Scene {
        Setting of(Told told, @Nullable Owner ownerOfThen);
    }

    private List<Pair> run(LiveCode code, LocalDate day, Scene scene) {
        long seed = Allocation.seed(code.id(), day);
        Places places = new Places();
        List<Pair> pairs = new ArrayList<>();
        for (Told told : ledger.day(code.id(), day, MOST)) {
            Instant at = Objects.requireNonNull(told.at());
            Setting setting = scene.of(told, keptOwner(told));
            Decision decision = Allocation.allocate(
                    setting.pool(), places.at(at), setting.owner(), LocalDateTime.ofInstant(at, zone.zone()), seed);
            places.take(decision, at, told.addedAt());
            pairs.add(new Pair(told, Told.of(decision, at, seed)));
        }
        return pairs;
    }

    /** Of then: who was excluded was, for whatever reason; the others could be taken. */
    private static List<Candidate> poolOf(Told told, LiveCode then) {
        Map<Long, Exclusion> excluded = reasons(told);
        return then.pool().stream()
                .map(member -> new Candidate(
                        member.staff(),
                        member.weight(),
                        member.backup(),
                        excluded.containsKey(member.staff().value()) ? Presence.OFF_DUTY : Presence.AVAILABLE,
                        true,
                        Schedule.ALWAYS,
                        null,
                        null))
                .toList();
    }

    private static @Nullable Owner keptOwner(Told told) {
        boolean kept =
                told.reason().equals(Reason.OWNER.name()) || told.reason().equals(Reason.OWNER_ANYWAY.name());
        Long owner = told.ownerId();
        return kept && owner != null
                ? owner(
                        candidate(new PoolMember(new StaffId(owner), 1, false), null, null, Schedule.ALWAYS),
                        Sticky.DEFAULT,
                        told)
                : null;
    }

    private static List<Candidate> pool(Told told, LiveCode code, Map<StaffId, Schedule> schedules) {
        Map<Long, Exclusion> excluded = reasons(told);
        return code.pool().stream()
                .map(member -> candidate(
                        member,
                        excluded.get(member.staff().value()),
                        member.cap() == null ? code.dailyCap() : member.cap(),
                        schedules.getOrDefault(member.staff(), Schedule.ALWAYS)))
                .toList();
    }

    private static @Nullable Owner ownerOf(Told told, LiveCode code, Map<StaffId, Schedule> schedules) {
        Long owner = told.ownerId();
        if (owner == null) {
            return null;
        }
        StaffId staff = new StaffId(owner);
        PoolMember member = code.pool().stream()
                .filter(one -> one.staff().equals(staff))
                .findFirst()
                .orElseGet(() -> new PoolMember(staff, 1, false));
        String note = told.ownerNote();
        return owner(
                candidate(
                        member,
                        note == null ? null : Exclusion.valueOf(note),
                        member.cap() == null ? code.dailyCap() : member.cap(),
                        schedules.getOrDefault(staff, Schedule.ALWAYS)),
                code.rules().sticky(),
                told);
    }

    /** Since when is not in the ledger: long ago if the time had run out, else just now. */
    private static Owner owner(Candidate guide, Sticky rule, Told told) {
        boolean expired = Exclusion.EXPIRED.name().equals(told.ownerNote());
        return new Owner(guide, expired ? LONG_AGO : NOT_YET, rule);
    }

    private static Candidate candidate(
            PoolMember member, @Nullable Exclusion then, @Nullable Integer cap, Schedule schedule) {
        Presence presence = switch (then) {
            case GONE -> Presence.GONE;
            case OFF_DUTY -> Presence.OFF_DUTY;
            case AWAY -> Presence.AWAY;
            case null, default -> Presence.AVAILABLE;
        };
        return new Candidate(
                member.staff(),
                member.weight(),
                member.backup(),
                presence,
                then != Exclusion.NO_CONTACT_WAY,
                schedule,
                cap,
                null);
    }

    private static Map<Long, Exclusion> reasons(Told told) {
        Map<Long, Exclusion> reasons = new HashMap<>();
        told.excluded().forEach((why, ids) -> ids.forEach(id -> reasons.put(id, why)));
        return reasons;
    }
}
