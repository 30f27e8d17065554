package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.relation.LeadLetters;
import io.siyu.people.relation.lead.Dealing.Hand;
import io.siyu.people.relation.lead.Dealing.Wanting;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives leads to guides, and takes them back. All who deal wait for each other, so that nobody gets more than the rule lets and a lead
 * goes to one; what is closed or converted meanwhile is left alone.
 */
@Component
class Deals {

    private final JdbcClient jdbc;
    private final Holdings holdings;
    private final StaffDirectory staff;
    private final LeadEvents events;
    private final LeadLetters letters;
    private final Clock clock;

    Deals(
            JdbcClient jdbc,
            Holdings holdings,
            StaffDirectory staff,
            LeadEvents events,
            LeadLetters letters,
            Clock clock) {
        this.jdbc = jdbc;
        this.holdings = holdings;
        this.staff = staff;
        this.events = events;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * Who may get leads, and how many of a round.
     *
     * @param given how many each got in this round before
     * @param byStore leads go to guides of their own store only
     */
    record Takers(Map<StaffId, Integer> weights, Map<StaffId, Long> given, boolean byStore) {}

    private record Row(
            long id, @Nullable Long staffId, @Nullable Long storeId) {}

    /**
     * Gives some leads away.
     *
     * @param scope leads and takers outside are passed over
     * @param reassign whether those that somebody has are given to others, too
     * @return who got each
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<Long, StaffId> deal(Collection<Long> leads, Takers takers, DataScope scope, boolean reassign) {
        Map<StaffId, StaffMember> members = staff.byIds(takers.weights().keySet());
        members.values().removeIf(member -> !member.takesCustomers() || !within(scope, member));
        Map<StaffId, Integer> room = holdings.hold(members.keySet());
        List<Row> rows = lock(leads, scope, reassign);
        List<Hand> hands = members.values().stream()
                .map(member -> hand(member, takers, room.getOrDefault(member.id(), 0)))
                .toList();
        List<Wanting> wanting = rows.stream()
                .map(row -> new Wanting(row.id(), row.storeId() == null ? null : new StoreId(row.storeId())))
                .toList();
        Map<Long, StaffId> dealt = new HashMap<>(Dealing.deal(wanting, hands, takers.byStore()));
        rows.forEach(row -> dealt.computeIfPresent(
                row.id(), (id, guide) -> row.staffId() != null && guide.value() == row.staffId() ? null : guide));
        move(rows, dealt, members);
        return dealt;
    }

    /** @throws DomainException {@code lead.taker_foreign} at {@code takers} */
    void requireInScope(Collection<StaffId> takers, DataScope scope) {
        Map<StaffId, StaffMember> members = staff.byIds(takers);
        if (!(scope instanceof DataScope.All)
                && !takers.stream().allMatch(taker -> within(scope, members.get(taker)))) {
            throw DomainException.invalid("takers", "lead.taker_foreign");
        }
    }

    private static boolean within(DataScope scope, @Nullable StaffMember member) {
        StoreId store = member == null ? null : member.storeId();
        return switch (scope) {
            case DataScope.All() -> true;
            case DataScope.Stores(var ids) -> store != null && ids.contains(store.value());
            case DataScope.Own(long self) -> member != null && member.id().value() == self;
            case DataScope.Nothing() -> false;
        };
    }

    private List<Row> lock(Collection<Long> leads, DataScope scope, boolean reassign) {
        Predicates.Predicate visible = Predicates.of(scope, "l.staff_id", "l.store_id");
        return jdbc.sql("""
                select l.id, l.staff_id, l.store_id from relation_lead l
                where l.id = any(:leads) and l.state = any(:states) and %s order by l.id for update""".formatted(visible.sql()))
                .params(visible.parameters())
                .param("leads", leads.toArray(Long[]::new))
                .param("states", reassign ? new String[] {"POOL", "ASSIGNED", "CONTACTED"} : new String[] {"POOL"})
                .query(Row.class)
                .list();
    }

    private static Hand hand(StaffMember member, Takers takers, int room) {
        return new Hand(
                member.id(),
                member.storeId(),
                takers.weights().getOrDefault(member.id(), 1),
                room,
                takers.given().getOrDefault(member.id(), 0L));
    }

    private void move(List<Row> rows, Map<Long, StaffId> dealt, Map<StaffId, StaffMember> members) {
        List<LeadEvents.Move> moves = rows.stream()
                .filter(row -> dealt.containsKey(row.id()))
                .map(row -> new LeadEvents.Move(
                        row.id(),
                        row.staffId(),
                        Objects.requireNonNull(dealt.get(row.id())).value()))
                .toList();
        if (moves.isEmpty()) {
            return;
        }
        List<@Nullable Long> stores = new ArrayList<>();
        moves.forEach(move -> stores.add(storeOf(dealt.get(move.lead()), members)));
        jdbc.sql("""
                update relation_lead l set staff_id = move.taker, store_id = coalesce(move.store, l.store_id),
                    state = case when l.state = 'POOL' then 'ASSIGNED' else l.state end,
                    assigned_at = :now, touched_at = :now, orphaned = false
                from unnest(:leads::bigint[], :takers::bigint[], :stores::bigint[]) as move (lead, taker, store)
                where l.id = move.lead""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("leads", moves.stream().map(LeadEvents.Move::lead).toArray(Long[]::new))
                .param("takers", moves.stream().map(LeadEvents.Move::to).toArray(Long[]::new))
                .param("stores", stores.toArray(Long[]::new))
                .update();
        events.moved(moves, LeadEvents.Kind.ASSIGNED, null);
        letters.want(dealt.values());
    }

    private static @Nullable Long storeOf(@Nullable StaffId guide, Map<StaffId, StaffMember> members) {
        StaffMember member = guide == null ? null : members.get(guide);
        StoreId store = member == null ? null : member.storeId();
        return store == null ? null : store.value();
    }

    /** Nobody else deals until the transaction ends; before any lead is locked, or two would wait for each other. */
    void hold() {
        holdings.hold(Set.of());
    }

    /**
     * Back into the pool.
     *
     * @param why HAND, UNTOUCHED or DEPARTED
     * @return how many
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int recall(Collection<Long> leads, DataScope scope, String why) {
        Predicates.Predicate visible = Predicates.of(scope, "l.staff_id", "l.store_id");
        List<LeadEvents.Move> moves = jdbc.sql("""
                update relation_lead l set staff_id = null, state = 'POOL', touched_at = null, next_on = null, orphaned = false
                from (select l.id, l.staff_id from relation_lead l
                    where l.id = any(:leads) and l.state in ('ASSIGNED', 'CONTACTED') and %s order by l.id for update) as held
                where l.id = held.id returning l.id, held.staff_id""".formatted(visible.sql()))
                .params(visible.parameters())
                .param("leads", leads.toArray(Long[]::new))
                .query((row, number) -> new LeadEvents.Move(row.getLong("id"), row.getLong("staff_id"), null))
                .list();
        if (!moves.isEmpty()) {
            events.moved(moves, LeadEvents.Kind.RECALLED, why);
        }
        return moves.size();
    }

    /** Everybody who works in these stores and takes customers, with equal weights. */
    Takers colleagues(Set<StoreId> stores) {
        return new Takers(
                staff.guidesOf(stores).values().stream()
                        .flatMap(List::stream)
                        .filter(StaffMember::takesCustomers)
                        .collect(Collectors.toMap(StaffMember::id, member -> 1)),
                Map.of(),
                true);
    }
}
