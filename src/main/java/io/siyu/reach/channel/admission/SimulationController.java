package io.siyu.reach.channel.admission;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.DecisionViews.DecisionRow;
import io.siyu.reach.channel.admission.DecisionViews.Told;
import io.siyu.reach.channel.admission.Replay.Pair;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would be decided, and what would have been. */
@RestController
@RequestMapping("/api/admin/codes/{id}")
class SimulationController {

    private static final int MOST_SCANS = 2_000;
    private static final int SHOWN = 100;

    private final CodeRows codes;
    private final Simulator simulator;
    private final Replay replay;
    private final DecisionViews views;
    private final StaffDirectory staff;

    SimulationController(
            CodeRows codes, Simulator simulator, Replay replay, DecisionViews views, StaffDirectory staff) {
        this.codes = codes;
        this.simulator = simulator;
        this.replay = replay;
        this.views = views;
        this.staff = staff;
    }

    /**
     * @param start absent: now
     * @param seconds between two scans
     * @param off staff ids of guides taken to be off duty
     * @param capped of those taken to be full
     * @param fresh as in the morning, nobody taken yet
     */
    record SimulationBody(
            @Nullable Instant start,
            int scans,
            @Nullable Integer seconds,
            @Nullable Set<@NotNull Long> off,
            @Nullable Set<@NotNull Long> capped,
            @Nullable Boolean fresh) {}

    /** How many of the visitors a guide gets. */
    record Share(long staffId, String staffName, int visitors) {}

    /** @param nobody visitors whom no guide could take
     * @param first the first decisions in words */
    record Simulation(List<Share> shares, int nobody, List<DecisionRow> first) {}

    /** @param then what was decided on that day
     * @param now what is decided by the rules asked for */
    record Compared(long staffId, String staffName, int then, int now) {}

    /** A scan that goes to somebody else. */
    record Difference(DecisionRow then, DecisionRow now) {}

    /** @param complete false when the day was busier than what is told again */
    record ReplayedDay(
            int scans,
            int different,
            int nobodyThen,
            int nobodyNow,
            boolean complete,
            List<Compared> guides,
            List<Difference> differences) {}

    @PostMapping("/simulation")
    @RequiresPermission("channel.read")
    Simulation simulate(@PathVariable long id, @Valid @RequestBody SimulationBody body, Locale locale) {
        if (body.scans() < 1 || body.scans() > MOST_SCANS) {
            throw DomainException.invalid("scans", "channel.simulation_invalid", MOST_SCANS);
        }
        LiveCode code = codes.require(id);
        Simulator.Course course = simulator.run(
                code,
                new Simulator.Question(
                        body.start(),
                        body.scans(),
                        Duration.ofSeconds(body.seconds() == null ? 0 : Math.clamp(body.seconds(), 0, 3_600)),
                        ids(body.off()),
                        ids(body.capped()),
                        Boolean.TRUE.equals(body.fresh())));
        Map<Long, Integer> visitors = visitors(course.told().stream());
        Map<StaffId, StaffMember> known = staff.byIds(course.pool());
        List<Share> shares = course.pool().stream()
                .map(guide -> new Share(guide.value(), name(known, guide), visitors.getOrDefault(guide.value(), 0)))
                .toList();
        return new Simulation(
                shares,
                visitors.getOrDefault(0L, 0),
                views.rows(course.told().stream().limit(SHOWN).toList(), locale));
    }

    /** @param rules THEN: as the code chose on that day; NOW: as it does today */
    @GetMapping("/replay")
    @RequiresPermission("channel.read")
    ReplayedDay replay(
            @PathVariable long id,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "NOW") Rules rules,
            Locale locale) {
        LiveCode code = codes.require(id);
        List<Pair> pairs = rules == Rules.THEN ? replay.byRulesOfThen(code, day) : replay.byRulesOf(code, day);
        Map<Long, Integer> then = visitors(pairs.stream().map(Pair::then));
        Map<Long, Integer> now = visitors(pairs.stream().map(Pair::again));
        List<Pair> different = pairs.stream().filter(pair -> !pair.same()).toList();
        List<Pair> shown = different.stream().limit(SHOWN).toList();
        List<DecisionRow> before = views.rows(shown.stream().map(Pair::then).toList(), locale);
        List<DecisionRow> after = views.rows(shown.stream().map(Pair::again).toList(), locale);
        return new ReplayedDay(
                pairs.size(),
                different.size(),
                then.getOrDefault(0L, 0),
                now.getOrDefault(0L, 0),
                pairs.size() < Replay.MOST,
                compared(then, now),
                IntStream.range(0, shown.size())
                        .mapToObj(i -> new Difference(before.get(i), after.get(i)))
                        .toList());
    }

    /** By which rules a day is told again. */
    enum Rules {
        THEN,
        NOW
    }

    private List<Compared> compared(Map<Long, Integer> then, Map<Long, Integer> now) {
        Map<Long, Integer> all = new LinkedHashMap<>(then);
        now.forEach(all::putIfAbsent);
        all.remove(0L);
        Map<StaffId, StaffMember> known = staff.byIds(ids(all.keySet()));
        return all.keySet().stream()
                .sorted()
                .map(id -> new Compared(
                        id, name(known, new StaffId(id)), then.getOrDefault(id, 0), now.getOrDefault(id, 0)))
                .toList();
    }

    /** By guide; 0: nobody. */
    private static Map<Long, Integer> visitors(Stream<Told> told) {
        return told.map(one -> one.staffId() == null ? 0L : one.staffId())
                .collect(Collectors.toMap(Function.identity(), id -> 1, Integer::sum, LinkedHashMap::new));
    }

    private static String name(Map<StaffId, StaffMember> known, StaffId guide) {
        StaffMember member = known.get(guide);
        return member == null ? "#" + guide : member.name();
    }

    private static Set<StaffId> ids(@Nullable Set<Long> ids) {
        return ids == null
                ? Set.of()
                : ids.stream().filter(id -> id > 0).map(StaffId::new).collect(Collectors.toSet());
    }
}
