package io.siyu.loyalty.points;

import io.siyu.loyalty.points.Ledger.Delta;
import io.siyu.loyalty.points.Ledger.Leg;
import io.siyu.loyalty.points.Ledger.Reason;
import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.stereotype.Component;

/** Two people were one: the one who stays has the points of both; what one owes, the other's points pay. */
@Component
class PointsMerge implements MergeParticipant {

    private final Ledger ledger;

    PointsMerge(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        if (ledger.find(merged).isEmpty()) {
            return;
        }
        boolean survivorFirst = survivor.value() < merged.value();
        ledger.lock(survivorFirst ? survivor : merged);
        ledger.lock(survivorFirst ? merged : survivor);
        PointsBalance out = ledger.lock(merged);
        PointsBalance in = ledger.lock(survivor);
        Reason reason = new Reason("merge", merged.toString());
        ledger.post(
                merged,
                reason,
                Leg.MERGE_OUT,
                out.available(),
                new Delta(-out.available(), -out.pending(), -out.reserved(), -out.debt()),
                null);
        long available = in.available() + out.available();
        long debt = in.debt() + out.debt();
        long paidOff = Math.min(available, debt);
        ledger.post(
                survivor,
                reason,
                Leg.MERGE_IN,
                out.available(),
                new Delta(
                        available - paidOff - in.available(),
                        out.pending(),
                        out.reserved(),
                        debt - paidOff - in.debt()),
                null);
    }
}
