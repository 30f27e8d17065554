package io.siyu.mall.order;

import io.siyu.foundation.crypto.Vault;
import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The orders of a person. Money and goods stay; who got them, where, and what was noted go. */
@Component
class PersonalOrders implements PersonalData {

    private final JdbcClient jdbc;
    private final Vault vault;

    PersonalOrders(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public String part() {
        return "order";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "orders", orders(rows),
                "cart", rows.list("select * from order_cart_item where customer_id = any(:ids)"));
    }

    /** What is under way still needs to know where it goes, and whom to give money back. */
    @Override
    public Optional<String> obstacle(Person person) {
        List<Map<String, Object>> open = Rows.of(jdbc, person)
                .list("select id from order_order where customer_id = any(:ids)"
                        + " and state not in ('CLOSED', 'RECEIVED', 'COMPLETED', 'REFUNDED')");
        return open.isEmpty() ? Optional.empty() : Optional.of("order.erase_under_way");
    }

    private List<Map<String, Object>> orders(Rows rows) {
        List<Map<String, Object>> orders =
                rows.list("select * from order_order where customer_id = any(:ids) order by id");
        orders.forEach(order -> {
            order.remove("steps");
            order.computeIfPresent("receiver", (name, bytes) -> vault.open((byte[]) bytes));
        });
        return orders;
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("update order_order set receiver = null, tracking_number = null where customer_id = any(:ids)");
        rows.update("update order_event set note = null where note is not null and order_id in"
                + " (select id from order_order where customer_id = any(:ids))");
        rows.update("delete from order_cart_item where customer_id = any(:ids)");
    }
}
