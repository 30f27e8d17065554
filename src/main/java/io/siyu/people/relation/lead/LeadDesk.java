package io.siyu.people.relation.lead;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.LeadLetters;
import io.siyu.people.relation.Relations;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with leads: give them away, call, close, and say that a friend is one of them. */
@Component
class LeadDesk {

    private final JdbcClient jdbc;
    private final Deals deals;
    private final LeadEvents events;
    private final LeadPhones phones;
    private final Conversions conversions;
    private final LeadLetters letters;
    private final CustomerDirectory customers;
    private final Relations relations;
    private final CurrentOperator operator;
    private final Audit audit;
    private final Clock clock;

    LeadDesk(
            JdbcClient jdbc,
            Deals deals,
            LeadEvents events,
            LeadPhones phones,
            Conversions conversions,
            LeadLetters letters,
            CustomerDirectory customers,
            Relations relations,
            CurrentOperator operator,
            Audit audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.events = events;
        this.phones = phones;
        this.conversions = conversions;
        this.letters = letters;
        this.customers = customers;
        this.relations = relations;
        this.operator = operator;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of a call. Some close the lead. */
    enum Outcome {
        WILL_ADD,
        TALKED,
        NO_ANSWER,
        WRONG_NUMBER,
        REFUSED,
        /** The number is never called again, whatever list it comes with. */
        DO_NOT_CALL;

        boolean closes() {
            return this == WRONG_NUMBER || this == REFUSED || this == DO_NOT_CALL;
        }
    }

    /** @param seen how many attempts there were when it was written; absent where nobody taps twice */
    record Attempt(
            Outcome outcome,
            @Nullable String note,
            @Nullable LocalDate nextOn,
            @Nullable Integer seen) {}

    /** @param assigned how many went to another hand; the others are closed, somebody's, or there was no room */
    record Dealt(int asked, int assigned) {}

    record Number(int leads) {}

    record Sent(int guides) {}

    record Became(long customer, long guide) {}

    /** @param takers empty: the guides of each lead's own store */
    @Transactional
    Dealt assign(Set<Long> leads, Map<StaffId, Integer> takers, boolean byStore, boolean reassign) {
        deals.requireInScope(takers.keySet(), operator.scope());
        Deals.Takers hands =
                takers.isEmpty() ? deals.colleagues(storesOf(leads)) : new Deals.Takers(takers, Map.of(), byStore);
        Map<Long, StaffId> dealt = deals.deal(leads, hands, operator.scope(), reassign);
        Dealt result = new Dealt(leads.size(), dealt.size());
        audit.record("lead.assign", Subject.of("leads", leads.size()), null, result);
        return result;
    }

    private Set<StoreId> storesOf(Collection<Long> leads) {
        return new HashSet<>(
                jdbc.sql("select distinct store_id from relation_lead where id = any(:leads) and store_id is not null")
                        .param("leads", leads.toArray(Long[]::new))
                        .query((row, number) -> new StoreId(row.getLong("store_id")))
                        .list());
    }

    @Transactional
    Number recall(Set<Long> leads) {
        Number back = new Number(deals.recall(leads, operator.scope(), "HAND"));
        audit.record("lead.recall", Subject.of("leads", leads.size()), null, back);
        return back;
    }

    /** Each guide who has open leads of a list is sent the way to their leads again. */
    @Transactional
    Sent send(long batch) {
        List<StaffId> guides = visible("""
                select distinct l.staff_id from relation_lead l join staff_member m on m.id = l.staff_id and m.active
                where l.batch_id = :batch and l.state in ('ASSIGNED', 'CONTACTED') and %s""")
                .param("batch", batch)
                .query((row, number) -> new StaffId(row.getLong("staff_id")))
                .list();
        letters.want(guides);
        return new Sent(guides.size());
    }

    @Transactional
    void note(long id, Attempt attempt) {
        Outcome outcome = attempt.outcome();
        if (outcome == Outcome.DO_NOT_CALL) {
            phones.lockOf(id);
        }
        int noted = visible("""
                update relation_lead l set attempts = attempts + 1, touched_at = :now, contacted_at = coalesce(contacted_at, :now),
                    last_outcome = :outcome, next_on = :next,
                    state = case when :closes then 'CLOSED' when l.state = 'ASSIGNED' then 'CONTACTED' else l.state end,
                    close_reason = case when :closes then :outcome end
                where l.id = :id and l.state in ('POOL', 'ASSIGNED', 'CONTACTED')
                  and (:seen::int is null or l.attempts = :seen) and %s""")
                .param("now", now())
                .param("seen", attempt.seen(), Types.INTEGER)
                .param("outcome", outcome.name())
                .param("next", outcome.closes() ? null : attempt.nextOn(), Types.DATE)
                .param("closes", outcome.closes())
                .param("id", id)
                .update();
        if (noted == 0 && attempt.seen() != null && notedMeanwhile(id, attempt.seen())) {
            throw DomainException.conflict("lead.noted_already");
        }
        requireOne(noted, id);
        events.add(List.of(id), LeadEvents.Kind.ATTEMPT, outcome.name(), attempt.note(), attempt.nextOn());
        if (outcome == Outcome.DO_NOT_CALL) {
            phones.block(id, now());
        }
        audit.record("lead.attempt", Subject.of("lead", id), null, new Called(outcome));
    }

    record Called(Outcome outcome) {}

    private boolean notedMeanwhile(long id, int seen) {
        return visible("select count(*) from relation_lead l where l.id = :id and l.attempts > :seen and %s")
                        .param("id", id)
                        .param("seen", seen)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Closed by mistake: back into the pool. Whoever asked not to be called, in whatever list, stays closed. */
    @Transactional
    void reopen(long id) {
        if (!phones.lockOf(id) && seen(id)) {
            throw DomainException.conflict("lead.blocked");
        }
        try {
            int reopened = visible("""
                    update relation_lead l set state = 'POOL', close_reason = null, staff_id = null, touched_at = null
                    where l.id = :id and l.state = 'CLOSED' and l.close_reason in ('WRONG_NUMBER', 'REFUSED') and %s""").param("id", id).update();
            requireOne(reopened, id);
        } catch (DuplicateKeyException e) {
            throw DomainException.conflict("lead.open_elsewhere");
        }
        events.add(List.of(id), LeadEvents.Kind.REOPENED, null, null, null);
        audit.record("lead.reopen", Subject.of("lead", id), null, null);
    }

    /** A guide says who it was: the platform does not tell under which number somebody was found. */
    @Transactional
    void became(long id, long customerId) {
        CustomerId customer = customers.requireVisible(customerId);
        List<StaffId> friends = relations.followersOf(customer);
        Optional<StaffId> holder = visible(
                        "select l.staff_id from relation_lead l where l.id = :id and l.staff_id is not null and %s")
                .param("id", id)
                .query(Long.class)
                .optional()
                .map(StaffId::new);
        StaffId guide = holder.filter(friends::contains)
                .or(() -> relations.ownerOf(customer).filter(friends::contains))
                .or(() -> friends.stream().findFirst())
                .orElseThrow(() -> DomainException.invalid("customerId", "lead.no_friend"));
        requireOne(
                seen(id) && conversions.convert(id, customer, guide, Conversions.By.HAND, clock.instant()) ? 1 : 0, id);
        audit.record("lead.convert", Subject.of("lead", id), null, new Became(customer.value(), guide.value()));
    }

    private boolean seen(long id) {
        return visible("select count(*) from relation_lead l where l.id = :id and %s")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void requireOne(int changed, long id) {
        if (changed == 0) {
            throw seen(id)
                    ? DomainException.conflict("lead.closed_already")
                    : DomainException.notFound("lead.not_found");
        }
    }

    private JdbcClient.StatementSpec visible(String sql) {
        Predicates.Predicate visible = Predicates.of(operator.scope(), "l.staff_id", "l.store_id");
        return jdbc.sql(sql.formatted(visible.sql())).params(visible.parameters());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
