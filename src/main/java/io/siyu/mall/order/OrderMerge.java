package io.siyu.mall.order;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people were one: the one who stays has the orders of both, and their carts in one. */
@Component
class OrderMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    OrderMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        run("update order_order set customer_id = :survivor where customer_id = :merged", survivor, merged);
        run("""
                insert into order_shopper (customer_id, unpaid)
                select one.id,
                    (select count(*) from order_order o where o.customer_id = one.id and o.state in ('PLACED', 'CLOSING'))
                from unnest(array[:survivor::bigint, :merged::bigint]) as one (id)
                on conflict (customer_id) do update set unpaid = excluded.unpaid""", survivor, merged);
        run("""
                insert into order_cart_item (customer_id, sku_id, quantity, added_at)
                select :survivor, sku_id, quantity, added_at from order_cart_item where customer_id = :merged
                on conflict (customer_id, sku_id) do nothing""", survivor, merged);
        run("delete from order_cart_item where customer_id = :merged and customer_id <> :survivor", survivor, merged);
    }

    private void run(String sql, CustomerId survivor, CustomerId merged) {
        jdbc.sql(sql)
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }
}
