package io.siyu.people.relation.lead;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobWork;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives the whole pool of a list to guides; what each got before counts, so the shares come out over the list and not over a batch. */
@Component
class DealWork implements JobWork<DealWork.Order, DealWork.At> {

    static final String KIND = "relation.lead-deal";

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Deals deals;
    private final CurrentOperator operator;

    DealWork(JdbcClient jdbc, Deals deals, CurrentOperator operator) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.operator = operator;
    }

    /** @param takers empty: the guides of each lead's own store */
    record Order(long batch, List<LeadController.Taker> takers, boolean byStore) {}

    record At(long lead, long seen, long dealt, Map<Long, Long> given) {}

    private record Waiting(long id, @Nullable Long storeId) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Order order, @Nullable At checkpoint) {
        At at = checkpoint == null ? new At(0, 0, 0, Map.of()) : checkpoint;
        DataScope scope = operator.get().scope();
        List<Waiting> waiting = waiting(order.batch(), at.lead(), scope);
        Map<Long, StaffId> dealt =
                deals.deal(waiting.stream().map(Waiting::id).toList(), takers(order, waiting, at), scope, false);
        Map<Long, Long> given = new HashMap<>(at.given());
        dealt.values().forEach(guide -> given.merge(guide.value(), 1L, Long::sum));
        long seen = at.seen() + waiting.size();
        long sum = at.dealt() + dealt.size();
        return waiting.size() < BATCH
                ? Batch.last(seen, JobResult.of("lead.deal.done", sum, seen - sum))
                : Batch.more(
                        new At(waiting.getLast().id(), seen, sum, given), seen, seen + left(order, waiting, scope));
    }

    private Deals.Takers takers(Order order, List<Waiting> waiting, At at) {
        Map<StaffId, Long> given = at.given().entrySet().stream()
                .collect(Collectors.toMap(entry -> new StaffId(entry.getKey()), Map.Entry::getValue));
        if (order.takers().isEmpty()) {
            Set<StoreId> stores = new HashSet<>();
            waiting.forEach(one -> {
                if (one.storeId() != null) {
                    stores.add(new StoreId(one.storeId()));
                }
            });
            return new Deals.Takers(deals.colleagues(stores).weights(), given, true);
        }
        Map<StaffId, Integer> weights = order.takers().stream()
                .collect(Collectors.toMap(
                        taker -> new StaffId(taker.staffId()), LeadController.Taker::weight, Math::max));
        return new Deals.Takers(weights, given, order.byStore());
    }

    private List<Waiting> waiting(long batch, long after, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "l.staff_id", "l.store_id");
        return jdbc.sql("""
                select l.id, l.store_id from relation_lead l
                where l.batch_id = :batch and l.id > :after and l.state = 'POOL' and %s order by l.id limit :limit""".formatted(visible.sql()))
                .params(visible.parameters())
                .param("batch", batch)
                .param("after", after)
                .param("limit", BATCH)
                .query(Waiting.class)
                .list();
    }

    private long left(Order order, List<Waiting> waiting, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "l.staff_id", "l.store_id");
        return jdbc.sql("""
                select count(*) from relation_lead l
                where l.batch_id = :batch and l.id > :after and l.state = 'POOL' and\s""" + visible.sql())
                .params(visible.parameters())
                .param("batch", order.batch())
                .param("after", waiting.getLast().id())
                .query(Long.class)
                .single();
    }
}
