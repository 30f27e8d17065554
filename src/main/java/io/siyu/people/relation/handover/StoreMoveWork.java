package io.siyu.people.relation.handover;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobWork;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.people.relation.Successions;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets customers follow their guide, or their store's guides, to another store: each with a line in the history of owners. */
@Component
class StoreMoveWork implements JobWork<StoreMoveWork.Order, StoreMoveWork.At> {

    static final String KIND = "relation.store-move";

    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final Successions successions;
    private final CurrentOperator operator;

    StoreMoveWork(JdbcClient jdbc, Successions successions, CurrentOperator operator) {
        this.jdbc = jdbc;
        this.successions = successions;
        this.operator = operator;
    }

    /**
     * @param staff whose customers; absent: those of a store
     * @param from the store whose customers; absent: whatever store they are of
     */
    record Order(
            @Nullable Long staff,
            @Nullable Long from,
            @Nullable Long to,
            long total) {}

    record At(long customer, long moved) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Order order, @Nullable At at) {
        long done = at == null ? 0 : at.moved();
        List<Long> customers = some(order, at == null ? 0 : at.customer());
        StoreId to = order.to() == null ? null : new StoreId(order.to());
        Long who = operator.find().map(Operator::userId).orElse(null);
        for (long customer : customers) {
            done += successions.moveStore(new CustomerId(customer), to, who) ? 1 : 0;
        }
        return customers.size() < BATCH
                ? Batch.last(done, JobResult.of("handover.store_moved", done))
                : Batch.more(new At(customers.getLast(), done), done, Math.max(done, order.total()));
    }

    private List<Long> some(Order order, long after) {
        return jdbc.sql("select customer_id " + WHOM + " and customer_id > :after order by customer_id limit :limit")
                .param("staff", order.staff(), Types.BIGINT)
                .param("from", order.from(), Types.BIGINT)
                .param("to", order.to(), Types.BIGINT)
                .param("after", after)
                .param("limit", BATCH)
                .query(Long.class)
                .list();
    }

    private static final String WHOM = """
            from relation_ownership where until is null and store_id is distinct from :to::bigint
              and (:staff::bigint is null or staff_id = :staff) and (:from::bigint is null or store_id = :from)\s""";

    /** How many it would be. */
    long count(@Nullable Long staff, @Nullable Long from, @Nullable Long to) {
        return jdbc.sql("select count(*) " + WHOM)
                .param("staff", staff, Types.BIGINT)
                .param("from", from, Types.BIGINT)
                .param("to", to, Types.BIGINT)
                .query(Long.class)
                .single();
    }
}
