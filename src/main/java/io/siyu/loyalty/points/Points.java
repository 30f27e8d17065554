package io.siyu.loyalty.points;

import io.siyu.loyalty.points.Ledger.Delta;
import io.siyu.loyalty.points.Ledger.Earlier;
import io.siyu.loyalty.points.Ledger.Leg;
import io.siyu.loyalty.points.Ledger.Reason;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of points. Each movement happens once per source and key, however often it is asked for, in whatever order. */
@Component
public class Points {

    private final Ledger ledger;
    private final PointsFacts facts;
    private final CustomerDirectory customers;

    Points(Ledger ledger, PointsFacts facts, CustomerDirectory customers) {
        this.ledger = ledger;
        this.facts = facts;
        this.customers = customers;
    }

    /** Earned, not yet to be spent. Nothing when it was reversed before. */
    @Transactional
    public void earnPending(CustomerId customer, long points, String source, String sourceKey) {
        Reason reason = new Reason(source, sourceKey);
        CustomerId owner = customers.hold(customer);
        ledger.lock(owner);
        if (points <= 0 || ledger.has(reason, Leg.EARN) || ledger.has(reason, Leg.REVERSE)) {
            return;
        }
        ledger.post(owner, reason, Leg.EARN, points, new Delta(0, points, 0, 0), null);
    }

    /** What was earned under this key may now be spent; it pays off debt first. Nothing when nothing was, or it was reversed. */
    @Transactional
    public void confirm(CustomerId customer, String source, String sourceKey) {
        Reason reason = new Reason(source, sourceKey);
        CustomerId owner = customers.hold(customer);
        PointsBalance balance = ledger.lock(owner);
        if (ledger.has(reason, Leg.CONFIRM) || ledger.has(reason, Leg.REVERSE)) {
            return;
        }
        ledger.entry(reason, Leg.EARN).map(Earlier::points).ifPresent(points -> {
            Delta credit = credit(balance, points);
            ledger.post(
                    owner, reason, Leg.CONFIRM, points, new Delta(credit.available(), -points, 0, credit.debt()), null);
            facts.earned(owner, points, reason);
        });
    }

    /** What was earned under this key is taken back; what of it was spent already becomes debt. */
    @Transactional
    public void reverse(CustomerId customer, String source, String sourceKey) {
        Reason reason = new Reason(source, sourceKey);
        CustomerId owner = customers.hold(customer);
        PointsBalance balance = ledger.lock(owner);
        if (ledger.has(reason, Leg.REVERSE)) {
            return;
        }
        // Without an earning the entry stays as a mark, so that an earning told later comes to nothing.
        long points = ledger.entry(reason, Leg.EARN).map(Earlier::points).orElse(0L);
        Delta delta;
        if (ledger.has(reason, Leg.CONFIRM)) {
            long there = Math.min(points, balance.available());
            delta = new Delta(-there, 0, 0, points - there);
        } else {
            delta = new Delta(0, -points, 0, 0);
        }
        ledger.post(owner, reason, Leg.REVERSE, points, delta, null);
    }

    /**
     * Sets points aside for an unpaid order.
     *
     * @throws DomainException {@code points.short} when fewer are available
     */
    @Transactional
    public void reserve(CustomerId customer, long points, OrderId order) {
        CustomerId owner = customers.hold(customer);
        PointsBalance balance = ledger.lock(owner);
        if (ledger.has(spending(order), Leg.RESERVE)) {
            return;
        }
        if (points <= 0 || balance.available() < points) {
            throw DomainException.conflict("points.short", balance.available());
        }
        ledger.post(owner, spending(order), Leg.RESERVE, points, new Delta(-points, 0, points, 0), null);
    }

    /** The order was paid: its points are spent. Nothing when it set none aside. */
    @Transactional
    public void spend(OrderId order) {
        settle(order, Leg.SPEND);
    }

    /** The order came to nothing before it was paid: its points are there again. */
    @Transactional
    public void release(OrderId order) {
        settle(order, Leg.RELEASE);
    }

    /** The paid order was given back: the points spent on it are there again. */
    @Transactional
    public void giveBack(OrderId order) {
        Reason reason = spending(order);
        Optional<Earlier> reserved = ledger.entry(reason, Leg.RESERVE);
        if (reserved.isEmpty()) {
            return;
        }
        CustomerId owner = customers.hold(reserved.get().customer());
        PointsBalance balance = ledger.lock(owner);
        if (ledger.has(reason, Leg.SPEND) && !ledger.has(reason, Leg.GIVE_BACK)) {
            long points = reserved.get().points();
            ledger.post(owner, reason, Leg.GIVE_BACK, points, credit(balance, points), null);
        }
    }

    /**
     * Gives or takes points by hand or by a rule; below zero takes, at most what is available.
     *
     * @throws DomainException {@code points.short} when more are to be taken than are available
     */
    @Transactional
    public void adjust(CustomerId customer, long points, String note, String source, String sourceKey) {
        Reason reason = new Reason(source, sourceKey);
        CustomerId owner = customers.hold(customer);
        PointsBalance balance = ledger.lock(owner);
        if (points == 0 || ledger.has(reason, Leg.ADJUST)) {
            return;
        }
        if (points < 0 && balance.available() + points < 0) {
            throw DomainException.conflict("points.short", balance.available());
        }
        Delta delta = points > 0 ? credit(balance, points) : new Delta(points, 0, 0, 0);
        ledger.post(owner, reason, Leg.ADJUST, points, delta, note);
        facts.adjusted(owner, points, reason);
    }

    public PointsBalance balance(CustomerId customer) {
        return ledger.find(customers.survivor(customer)).orElse(new PointsBalance(0, 0, 0, 0));
    }

    private void settle(OrderId order, Leg leg) {
        Reason reason = spending(order);
        Optional<Earlier> reserved = ledger.entry(reason, Leg.RESERVE);
        if (reserved.isEmpty()) {
            return;
        }
        CustomerId owner = customers.hold(reserved.get().customer());
        PointsBalance balance = ledger.lock(owner);
        if (ledger.has(reason, Leg.SPEND) || ledger.has(reason, Leg.RELEASE)) {
            return;
        }
        long points = reserved.get().points();
        Delta back = leg == Leg.RELEASE ? credit(balance, points) : new Delta(0, 0, 0, 0);
        ledger.post(owner, reason, leg, points, new Delta(back.available(), 0, -points, back.debt()), null);
        if (leg == Leg.SPEND) {
            facts.spent(owner, points, reason);
        }
    }

    private static Reason spending(OrderId order) {
        return new Reason("order.spending", order.toString());
    }

    private static Delta credit(PointsBalance balance, long points) {
        long paidOff = Math.min(balance.debt(), points);
        return new Delta(points - paidOff, 0, 0, -paidOff);
    }
}
