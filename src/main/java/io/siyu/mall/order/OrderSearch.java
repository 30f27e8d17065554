package io.siyu.mall.order;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds orders for a list, inside what the operator may see. */
@Component
class OrderSearch {

    private static final String CONDITION = " and (:state = '' or state = :state)"
            + " and (:customer = 0 or customer_id = :customer) and (:number = '' or number = :number)";

    private final OrderViews views;
    private final JdbcClient jdbc;

    OrderSearch(OrderViews views, JdbcClient jdbc) {
        this.views = views;
        this.jdbc = jdbc;
    }

    /** @param number the whole order number */
    record Wanted(
            @Nullable OrderState state,
            @Nullable Long customerId,
            @Nullable String number) {}

    /** Newest first. */
    List<OrderViews.Head> find(Wanted wanted, DataScope scope, @Nullable Long after, int limit) {
        Predicates.Predicate visible = visible(scope);
        return views.heads(visible.sql() + CONDITION, parameters(wanted, visible), after, limit);
    }

    long count(Wanted wanted, DataScope scope) {
        Predicates.Predicate visible = visible(scope);
        return jdbc.sql("select count(*) from order_order where " + visible.sql() + CONDITION)
                .params(parameters(wanted, visible))
                .query(Long.class)
                .single();
    }

    static Predicates.Predicate visible(DataScope scope) {
        return Predicates.of(scope, "owner_staff_id", "owner_store_id");
    }

    private static Map<String, Object> parameters(Wanted wanted, Predicates.Predicate visible) {
        Map<String, Object> parameters = new HashMap<>(visible.parameters());
        parameters.put("state", wanted.state() == null ? "" : wanted.state().name());
        parameters.put("customer", wanted.customerId() == null ? 0 : wanted.customerId());
        parameters.put("number", wanted.number() == null ? "" : wanted.number().strip());
        return parameters;
    }
}
