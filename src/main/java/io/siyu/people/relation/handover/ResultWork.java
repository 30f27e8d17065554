package io.siyu.people.relation.handover;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.Transfers;
import io.siyu.gateway.wecom.Transfers.Outcome;
import io.siyu.gateway.wecom.Transfers.Result;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.handover.Items.Item;
import io.siyu.people.relation.handover.Items.Pair;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks WeChat Work what became of the customers that two employees hand over: every hour, when their day is over, and after a lost answer. */
@Component
class ResultWork implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(ResultWork.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration USUALLY = Duration.ofHours(1);
    /** Whatever happened longer before we asked belongs to another time that the two handed this customer over. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Items items;
    private final Endings endings;
    private final Handovers handovers;
    private final Transfers transfers;
    private final StaffDirectory staff;
    private final Clock clock;

    ResultWork(
            Items items, Endings endings, Handovers handovers, Transfers transfers, StaffDirectory staff, Clock clock) {
        this.items = items;
        this.endings = endings;
        this.handovers = handovers;
        this.transfers = transfers;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "relation.handover-result";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Optional<Pair> pair = items.pollNext(clock.instant(), LEASE);
        pair.ifPresent(this::look);
        endings.finish();
        return pair.isPresent();
    }

    private void look(Pair pair) {
        List<Item> open = items.open(pair);
        if (!open.isEmpty()) {
            try {
                Map<String, Result> known = known(pair, open.getFirst().from());
                Instant now = clock.instant();
                open.forEach(item -> settleAlone(item, known.get(item.externalUserId()), now));
            } catch (WeComException e) {
                log.info("What became of a handover is asked later: {}", e.word());
                items.pollAt(pair, clock.instant().plus(Troubles.PAUSE));
                return;
            }
        }
        items.polled(pair, clock.instant(), USUALLY);
    }

    private Map<String, Result> known(Pair pair, StaffId from) {
        boolean resigned = handovers.findById(pair.handover()).orElseThrow().resigned();
        String fromUser = userId(from);
        String toUser = userId(pair.to());
        Map<String, Result> known = new HashMap<>();
        String cursor = null;
        do {
            Transfers.Page page = transfers.results(fromUser, toUser, resigned, cursor);
            page.results().forEach(result -> known.put(result.externalUserId(), result));
            cursor = page.nextCursor();
        } while (cursor != null);
        return known;
    }

    /** One customer of whom it cannot be written down holds nobody up; the next look tries again. */
    private void settleAlone(Item item, @Nullable Result result, Instant now) {
        try {
            settle(item, result, now);
        } catch (RuntimeException e) {
            log.warn("What became of customer {} in a handover could not be written down", item.customer(), e);
        }
    }

    private void settle(Item item, @Nullable Result result, Instant now) {
        switch (outcome(item, result)) {
            case DONE -> endings.moved(item, movedAt(result, now));
            case WAITING -> waiting(item, result, now);
            case REFUSED -> {
                if (!isOfAnotherTime(item)) {
                    endings.refused(item);
                }
            }
            case TAKEOVER_FULL -> {
                if (!isOfAnotherTime(item)) {
                    endings.takeoverFull(item);
                }
            }
            case NO_RECORD -> unknown(item, now);
        }
    }

    private static Outcome outcome(Item item, @Nullable Result result) {
        if (result == null) {
            return Outcome.NO_RECORD;
        }
        Instant at = result.at();
        boolean before = at != null && at.isBefore(item.askedAt().minus(CLOCKS_DIFFER));
        return before ? Outcome.NO_RECORD : result.outcome();
    }

    private static Instant movedAt(@Nullable Result result, Instant now) {
        Instant at = result == null ? null : result.at();
        return at == null || at.isAfter(now) ? now : at;
    }

    private void waiting(Item item, @Nullable Result result, Instant now) {
        Instant at = result == null ? null : result.at();
        items.waiting(List.of(item.id()), at == null ? now.plus(USUALLY) : at);
    }

    /** After a lost answer an old no may be all that the platform tells: then the customer is asked for again, which does no harm. */
    private boolean isOfAnotherTime(Item item) {
        if (item.state().equals("UNSURE") && items.hadFailedBefore(item)) {
            items.again(List.of(item.id()), clock.instant());
            return true;
        }
        return false;
    }

    private void unknown(Item item, Instant now) {
        Instant effective = item.effectiveAt();
        if (item.state().equals("UNSURE")) {
            items.again(List.of(item.id()), now);
        } else if (effective != null && effective.plus(USUALLY).isBefore(now)) {
            endings.left(item);
        }
    }

    private String userId(StaffId id) {
        return staff.find(id).map(StaffMember::wecomUserId).orElseThrow();
    }
}
