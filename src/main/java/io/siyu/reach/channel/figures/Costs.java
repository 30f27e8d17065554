package io.siyu.reach.channel.figures;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.reach.channel.figures.Cost.Target;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Costs entered, corrected and taken out again; who did it and what it was before stays in the audit. */
@Component
public class Costs {

    private static final long MOST_FEN = 100_000_000_000L;
    private static final int MOST_DAYS = 1100;
    private static final int LONGEST_NOTE = 200;
    private static final int LONGEST_CAMPAIGN = 30;

    private final CostRows rows;
    private final FigureNames names;
    private final CurrentOperator operator;
    private final Audit audit;
    private final Clock clock;

    Costs(CostRows rows, FigureNames names, CurrentOperator operator, Audit audit, Clock clock) {
        this.rows = rows;
        this.names = names;
        this.operator = operator;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return its id */
    @Transactional
    public long enter(Cost.Draft draft) {
        check(draft);
        long id = rows.insert(draft, clock.instant());
        audit.record("channel.cost.enter", Subject.of("channel-cost", id), null, draft);
        return id;
    }

    @Transactional
    void edit(long id, Cost.Draft draft) {
        Cost before = require(id);
        check(draft);
        rows.update(id, draft);
        audit.record("channel.cost.edit", Subject.of("channel-cost", id), before, require(id));
    }

    @Transactional
    void delete(long id) {
        Cost before = require(id);
        rows.delete(id);
        audit.record("channel.cost.delete", Subject.of("channel-cost", id), before, null);
    }

    private Cost require(long id) {
        return rows.lock(id, operator.scope()).orElseThrow(() -> DomainException.notFound("channel.cost.not_found"));
    }

    void check(Cost.Draft draft) {
        if (draft.toDay().isBefore(draft.fromDay())) {
            throw DomainException.invalid("toDay", "channel.days_backwards");
        }
        boolean sane = draft.fromDay().getYear() >= 2000 && draft.toDay().getYear() <= 2999;
        if (!sane || ChronoUnit.DAYS.between(draft.fromDay(), draft.toDay()) >= MOST_DAYS) {
            throw DomainException.invalid("toDay", "channel.figures.period_too_long", MOST_DAYS);
        }
        if (draft.amountFen() < 1 || draft.amountFen() > MOST_FEN) {
            throw DomainException.invalid("amountFen", "channel.cost.amount_invalid", MOST_FEN / 100);
        }
        String note = draft.note();
        if (note != null && note.length() > LONGEST_NOTE) {
            throw DomainException.invalid("note", "channel.cost.note_too_long", LONGEST_NOTE);
        }
        checkTarget(draft.target(), draft.targetId(), draft.campaign());
    }

    private void checkTarget(Target target, @Nullable Long id, @Nullable String campaign) {
        if (target == Target.CAMPAIGN) {
            if (campaign == null || campaign.isBlank() || campaign.length() > LONGEST_CAMPAIGN || id != null) {
                throw DomainException.invalid("campaign", "channel.cost.campaign_missing", LONGEST_CAMPAIGN);
            }
        } else if (id == null
                || campaign != null
                || names.of(target.dimension(), List.of(id.toString())).isEmpty()) {
            throw DomainException.invalid("targetId", "channel.cost.target_missing");
        }
        if (!mayEnterFor(target, id)) {
            throw DomainException.forbidden("channel.cost.own_store_only").at("targetId");
        }
    }

    /** What a whole brand is charged with is not for who sees but one store; without an operator it is the brand itself. */
    private boolean mayEnterFor(Target target, @Nullable Long id) {
        return switch (operator.find().map(Operator::scope).orElse(new DataScope.All())) {
            case DataScope.All() -> true;
            case DataScope.Stores(var stores) -> target == Target.STORE && id != null && stores.contains(id);
            case DataScope.Own(long staff) -> false;
            case DataScope.Nothing() -> false;
        };
    }
}
