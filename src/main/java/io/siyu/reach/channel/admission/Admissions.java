package io.siyu.reach.channel.admission;

import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.ContactClaims.Way;
import io.siyu.reach.channel.admission.Ledger.Entry;
import io.siyu.reach.channel.admission.ScanRows.Earlier;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Candidate;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes visitors of a live code in. Whoever opens the code while others are being taken in is taken in together with the next ones, in one
 * transaction: under the code's row lock the places of the day are counted once, guides are chosen one after the other and the places
 * taken, so that however many scan at once no cap is passed.
 */
@Component
public class Admissions {

    /** How long a scan keeps its guide's place and its contact way. */
    static final Duration PLACE = Leases.LENGTH;

    private static final int TRIES = 3;

    private final Lines lines = new Lines(this::admitAll);
    private final CodeRows codes;
    private final ScanRows visitors;
    private final Candidates candidates;
    private final Counts counts;
    private final ContactClaims ways;
    private final Ledger ledger;
    private final Leases leases;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BrandZone zone;

    Admissions(
            CodeRows codes,
            ScanRows visitors,
            Candidates candidates,
            Counts counts,
            ContactClaims ways,
            Ledger ledger,
            Leases leases,
            TransactionTemplate transaction,
            Clock clock,
            BrandZone zone) {
        this.codes = codes;
        this.visitors = visitors;
        this.candidates = candidates;
        this.counts = counts;
        this.ways = ways;
        this.ledger = ledger;
        this.leases = leases;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /** The code was edited, or another code's scans took a guide's last contact ways, since we looked; nothing has been written. */
    private static final class LookAgain extends RuntimeException {
        LookAgain() {
            super(null, null, false, false);
        }
    }

    /** @param visitor the random id in the visitor's cookie */
    public Admission admit(String publicCode, String visitor) {
        return lines.enter(publicCode, visitor);
    }

    /** These visitors at once, each named once. */
    Map<String, Admission> admitAll(String publicCode, Set<String> asking) {
        for (int look = 1; look <= TRIES; look++) {
            Optional<LiveCode> code = codes.byCode(publicCode).filter(one -> one.serves(clock.instant()));
            if (code.isEmpty()) {
                return all(asking, new Admission.Closed());
            }
            Instant now = clock.instant();
            Candidates.Field field = candidates.of(code.get(), visitors.seen(asking, now), now);
            try {
                return Objects.requireNonNull(
                        transaction.execute(status -> new Taking(code.get(), field, asking).run()));
            } catch (LookAgain e) {
                if (look == TRIES) {
                    return all(asking, new Admission.Nobody(code.get()));
                }
            }
        }
        throw new IllegalStateException("unreachable");
    }

    private static Map<String, Admission> all(Set<String> asking, Admission answer) {
        Map<String, Admission> answers = new HashMap<>();
        asking.forEach(visitor -> answers.put(visitor, answer));
        return answers;
    }

    /** One transaction. */
    private final class Taking {

        private final LiveCode code;
        private final Candidates.Field field;
        private final Set<String> asking;
        private final Map<String, Admission> answers = new HashMap<>();

        Taking(LiveCode code, Candidates.Field field, Set<String> asking) {
            this.code = code;
            this.field = field;
            this.asking = asking;
        }

        Map<String, Admission> run() {
            Optional<Integer> version = codes.lockOpen(code.id());
            if (version.isEmpty()) {
                return all(asking, new Admission.Closed());
            }
            if (version.get() != code.version()) {
                throw new LookAgain();
            }
            Instant now = clock.instant();
            Map<String, Earlier> earlier = visitors.earlier(asking, code.id(), now);
            earlier.forEach((visitor, place) -> answers.put(visitor, again(place, now)));
            Map<String, Decision> decisions = decide(
                    asking.stream()
                            .filter(visitor -> !earlier.containsKey(visitor))
                            .toList(),
                    now);
            if (!decisions.isEmpty()) {
                write(decisions, now);
            }
            return answers;
        }

        private Map<String, Decision> decide(List<String> strangers, Instant now) {
            LocalDate today = zone.dateOf(now);
            LocalDateTime wall = LocalDateTime.ofInstant(now, zone.zone());
            List<Candidate> pool = field.pool();
            Map<String, Decision> decisions = new LinkedHashMap<>();
            if (strangers.isEmpty()) {
                return decisions;
            }
            if (!field.limited().isEmpty()) {
                counts.lockLimits(field.limited());
            }
            Map<StaffId, Count> taken = counts.of(code.id(), field.guides(), today, now);
            if (!field.limited().isEmpty()) {
                taken = counts.overall(taken, field.limited(), today, now);
            }
            long seed = Allocation.seed(code.id(), today);
            for (String visitor : strangers) {
                Decision decision =
                        Allocation.allocate(pool, taken, field.owners().get(visitor), wall, seed);
                decisions.put(visitor, decision);
                if (decision.guide().isPresent()) {
                    StaffId guide = decision.guide().get();
                    taken.put(guide, taken.getOrDefault(guide, Count.NONE).with(decision));
                }
            }
            return decisions;
        }

        private void write(Map<String, Decision> decisions, Instant now) {
            Map<StaffId, Integer> wanted = new HashMap<>();
            decisions.values().forEach(one -> one.guide().ifPresent(guide -> wanted.merge(guide, 1, Integer::sum)));
            Map<StaffId, Deque<Way>> claimed = ways.claim(code.id(), wanted, now);
            List<Entry> entries = new ArrayList<>();
            decisions.forEach((visitor, decision) -> entries.add(new Entry(visitor, decision, way(decision, claimed))));
            Map<String, Long> scans = ledger.write(code, entries, zone.dateOf(now), now);
            entries.forEach(one -> answers.put(one.visitor(), answer(one, scans.getOrDefault(one.visitor(), 0L))));
        }

        private @Nullable Way way(Decision decision, Map<StaffId, Deque<Way>> claimed) {
            if (decision.guide().isEmpty()) {
                return null;
            }
            Way way = claimed.getOrDefault(decision.guide().get(), new ArrayDeque<>())
                    .poll();
            if (way == null) {
                throw new LookAgain();
            }
            return way;
        }

        private Admission answer(Entry entry, long scan) {
            Way way = entry.way();
            return way == null
                    ? new Admission.Nobody(code)
                    : taken(entry.decision().guide().orElseThrow(), scan, way.stateId(), way.qrUrl(), false);
        }

        /** The same person within ten minutes: the same guide, the same place, no second scan. */
        private Admission again(Earlier place, Instant now) {
            visitors.renew(place.scanId(), now.plus(PLACE));
            leases.renew(place.stateId(), place.scanId(), now);
            return taken(place.staff(), place.scanId(), place.stateId(), place.qrUrl(), true);
        }

        private Admission taken(StaffId guide, long scan, long state, String qrUrl, boolean again) {
            StaffMember known = candidates.member(field, guide);
            return new Admission.Taken(code, known, scan, state, qrUrl, again);
        }
    }
}
