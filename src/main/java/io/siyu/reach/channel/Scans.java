package io.siyu.reach.channel;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.Allocation.Candidate;
import io.siyu.reach.channel.Allocation.Decision;
import io.siyu.reach.channel.Leases.Lease;
import io.siyu.reach.channel.ScanRows.Earlier;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a visitor of a live code in. Everything that is not about the caps is read before; then, under the code's row lock, the places of
 * the day are counted, a guide is chosen and the place is taken, so that however many scan at once no cap is passed.
 */
@Component
class Scans {

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
    Landing scan(String publicCode, String visitor) {
        Optional<LiveCode> code = codes.byCode(publicCode).filter(LiveCode::open);
        if (code.isEmpty()) {
            return new Landing.Closed();
        }
        Candidates.Field field = candidates.of(code.get(), visitor);
        Landing landing = transaction.execute(status -> take(code.get(), visitor, field));
        return landing == null ? new Landing.Closed() : landing;
    }

    /** What would be decided for a stranger now. Nothing is changed. */
    Decision simulate(LiveCode code) {
        return decide(code, candidates.of(code, ""), clock.instant());
    }

    private Landing take(LiveCode code, String visitor, Candidates.Field field) {
        if (!codes.lockOpen(code.id())) {
            return new Landing.Closed();
        }
        Instant now = clock.instant();
        rows.seen(visitor, now);
        Optional<Earlier> earlier = rows.liveOf(visitor, code.id(), now);
        if (earlier.isPresent()) {
            return again(code, earlier.get(), now);
        }
        Decision decision = decide(code, field, now);
        return decision.guide()
                .<Landing>map(guide -> give(code, visitor, guide, decision, now))
                .orElseGet(() -> {
                    turnAway(code, visitor, decision, now);
                    return new Landing.Nobody(code);
                });
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
    private Landing again(LiveCode code, Earlier earlier, Instant now) {
        rows.renew(earlier.scanId(), now.plus(Leases.LENGTH));
        leases.renew(earlier.stateId(), earlier.scanId(), now);
        return new Landing.Guide(code, guide(earlier.staff()), earlier.qrUrl(), true);
    }

    private Landing give(LiveCode code, String visitor, StaffId guide, Decision decision, Instant now) {
        long scanId = rows.insert(code.id(), visitor, guide, now, now.plus(Leases.LENGTH));
        Optional<Lease> lease = leases.lease(scanId, code.id(), guide, now);
        if (lease.isEmpty()) {
            // Taken by another code's scan since we looked; the place is given back with the scan.
            rows.remove(scanId);
            return new Landing.Nobody(code);
        }
        rows.leased(scanId, lease.get().stateId());
        rows.decided(code.id(), scanId, decision, now);
        rows.count(code.id(), guide, zone.dateOf(now), decision.turnsAfter());
        return new Landing.Guide(code, guide(guide), lease.get().qrUrl(), false);
    }

    private void turnAway(LiveCode code, String visitor, Decision decision, Instant now) {
        long scanId = rows.insert(code.id(), visitor, null, now, null);
        rows.decided(code.id(), scanId, decision, now);
        rows.count(code.id(), null, zone.dateOf(now), decision.turnsAfter());
    }

    private StaffMember guide(StaffId id) {
        return staff.find(id).orElseThrow(() -> new IllegalStateException("unknown guide " + id));
    }
}
