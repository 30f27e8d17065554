package io.siyu.reach.channel.landing;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.Candidates;
import io.siyu.reach.channel.admission.ScanRows;
import io.siyu.reach.channel.admission.ScanRows.Earlier;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Allocation.Candidate;
import io.siyu.reach.channel.allocation.Allocation.Decision;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases.Lease;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a visitor of a live code in. Everything that is not about the caps is read before; then, under the code's row lock, the places of
 * the day are counted, a guide is chosen and the place is taken, so that however many scan at once no cap is passed.
 */
@Component
public class Scans {

    /** Longer than anybody looks at an empty page. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** More would only wait for the code's row lock, each with a connection of the pool in hand. */
    private static final int AT_ONCE = 2;

    private final ConcurrentHashMap<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final CodeRows codes;
    private final ScanRows rows;
    private final Candidates candidates;
    private final Leases leases;
    private final StaffDirectory staff;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BrandZone zone;

    Scans(
            CodeRows codes,
            ScanRows rows,
            Candidates candidates,
            Leases leases,
            StaffDirectory staff,
            TransactionTemplate transaction,
            Clock clock,
            BrandZone zone) {
        this.codes = codes;
        this.rows = rows;
        this.candidates = candidates;
        this.leases = leases;
        this.staff = staff;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param visitor the random id in the visitor's cookie */
    public Landing scan(String publicCode, String visitor) {
        Semaphore turn = turns.computeIfAbsent(publicCode, code -> new Semaphore(AT_ONCE, true));
        boolean mine = false;
        try {
            mine = turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return mine ? admit(publicCode, visitor) : new Landing.Busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Landing.Busy();
        } finally {
            if (mine) {
                turn.release();
            }
        }
    }

    private Landing admit(String publicCode, String visitor) {
        Optional<LiveCode> code = codes.byCode(publicCode).filter(LiveCode::open);
        if (code.isEmpty()) {
            turns.remove(publicCode);
            return new Landing.Closed();
        }
        rows.seen(visitor, clock.instant());
        Candidates.Field field = candidates.of(code.get(), visitor);
        try {
            Landing landing = transaction.execute(status -> take(code.get(), visitor, field));
            return landing == null ? new Landing.Closed() : landing;
        } catch (ContactWaysGone e) {
            return new Landing.Nobody(code.get());
        }
    }

    /** Another code's scans took the guide's last contact ways since we looked; the scan is undone. */
    private static final class ContactWaysGone extends RuntimeException {}

    /** What would be decided for a stranger now. Nothing is changed. */
    public Decision simulate(LiveCode code) {
        return decide(code, candidates.of(code, ""), clock.instant());
    }

    private Landing take(LiveCode code, String visitor, Candidates.Field field) {
        if (!codes.lockOpen(code.id())) {
            return new Landing.Closed();
        }
        Instant now = clock.instant();
        Optional<Earlier> earlier = rows.liveOf(visitor, code.id(), now);
        if (earlier.isPresent()) {
            return again(code, earlier.get(), field, now);
        }
        Decision decision = decide(code, field, now);
        LocalDate today = zone.dateOf(now);
        if (decision.guide().isEmpty()) {
            rows.insert(code.id(), visitor, decision, today, now, null);
            return new Landing.Nobody(code);
        }
        StaffId guide = decision.guide().get();
        long scanId = rows.insert(code.id(), visitor, decision, today, now, now.plus(Leases.LENGTH));
        Lease lease = leases.lease(scanId, code.id(), guide, now).orElseThrow(ContactWaysGone::new);
        return new Landing.Guide(code, guide(guide, field), lease.qrUrl(), false);
    }

    private Decision decide(LiveCode code, Candidates.Field field, Instant now) {
        LocalDate today = zone.dateOf(now);
        Candidate owner = field.owner();
        return Allocation.allocate(
                field.pool(),
                rows.counts(code.id(), today, now),
                owner,
                code.dailyCap(),
                code.id() * 1_000_003 + today.toEpochDay());
    }

    /** The same person within ten minutes: the same guide, the same place, no second scan. */
    private Landing again(LiveCode code, Earlier earlier, Candidates.Field field, Instant now) {
        rows.renew(earlier.scanId(), now.plus(Leases.LENGTH));
        leases.renew(earlier.stateId(), earlier.scanId(), now);
        return new Landing.Guide(code, guide(earlier.staff(), field), earlier.qrUrl(), true);
    }

    private StaffMember guide(StaffId id, Candidates.Field field) {
        return Optional.ofNullable(field.known().get(id))
                .or(() -> staff.find(id))
                .orElseThrow(() -> new IllegalStateException("unknown guide " + id));
    }
}
