package io.siyu.people.relation.handover;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.Transfers;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.handover.Items.Item;
import io.siyu.people.relation.handover.Items.Pair;
import io.siyu.people.relation.handover.Items.Round;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks WeChat Work for the customers of running handovers, up to a hundred of two employees at a time: intent, commit, call, result. After a
 * lost answer nobody is asked for again before the platform has said what it knows.
 */
@Component
class AskWork implements PolledWork {

    /** In the middle of another transfer, which after a lost answer is our own. */
    private static final Set<Integer> UNDER_WAY = Set.of(40100, 40129);

    private static final Duration TO_SAY_NO = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration USUALLY = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Items items;
    private final Troubles troubles;
    private final Transfers transfers;
    private final StaffDirectory staff;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AskWork(
            Items items,
            Troubles troubles,
            Transfers transfers,
            StaffDirectory staff,
            TransactionTemplate transaction,
            Clock clock) {
        this.items = items;
        this.troubles = troubles;
        this.transfers = transfers;
        this.staff = staff;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "relation.handover-ask";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        items.lost(now).forEach(pair -> items.pollAt(pair, now));
        Optional<Round> round = transaction.execute(status -> items.take(Transfers.MOST_AT_ONCE, now, now.plus(LEASE)));
        if (round == null || round.isEmpty()) {
            return false;
        }
        if (!round.get().items().isEmpty()) {
            ask(round.get());
        }
        return true;
    }

    private void ask(Round round) {
        List<Long> ids = round.items().stream().map(Item::id).toList();
        try {
            Map<String, Integer> codes = call(round);
            transaction.executeWithoutResult(status -> take(round, codes));
        } catch (WeComException e) {
            Instant now = clock.instant();
            switch (e.kind()) {
                case REFUSED -> items.failed(ids, e.code(), now);
                case UNKNOWN -> {
                    items.unsure(ids);
                    items.pollAt(new Pair(round.handover(), round.to()), now.plus(SOON));
                }
                case BUSY, LIMITED, MISCONFIGURED -> {
                    items.again(ids, now.plus(Troubles.PAUSE));
                    troubles.tell(round.handover(), Troubles.With.CUSTOMERS, e.word());
                }
            }
        }
    }

    private Map<String, Integer> call(Round round) {
        List<String> customers =
                round.items().stream().map(Item::externalUserId).toList();
        String from = userId(round.from());
        String to = userId(round.to());
        return round.resigned()
                ? transfers.askResigned(from, to, customers)
                : transfers.ask(from, to, customers, round.message());
    }

    private void take(Round round, Map<String, Integer> codes) {
        Instant now = clock.instant();
        List<Long> waiting = new ArrayList<>();
        List<Long> unsure = new ArrayList<>();
        Map<Integer, List<Long>> failed = new HashMap<>();
        for (Item item : round.items()) {
            Integer code = codes.get(item.externalUserId());
            if (code == null) {
                unsure.add(item.id());
            } else if (code == 0 || (item.wasUnsure() && UNDER_WAY.contains(code))) {
                waiting.add(item.id());
            } else {
                failed.computeIfAbsent(code, known -> new ArrayList<>()).add(item.id());
            }
        }
        items.waiting(waiting, now.plus(TO_SAY_NO));
        items.unsure(unsure);
        failed.forEach((code, ids) -> items.failed(ids, code, now));
        items.pollAt(new Pair(round.handover(), round.to()), now.plus(unsure.isEmpty() ? USUALLY : SOON));
        troubles.over(round.handover(), Troubles.With.CUSTOMERS);
    }

    private String userId(StaffId id) {
        return staff.find(id).map(StaffMember::wecomUserId).orElseThrow();
    }
}
