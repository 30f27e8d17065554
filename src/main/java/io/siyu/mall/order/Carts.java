package io.siyu.mall.order;

import io.siyu.mall.catalog.Catalog;
import io.siyu.mall.catalog.Sellable;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.SkuId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What shoppers put aside. A cart keeps no price: it always shows those of now, and what cannot be bought any more as such. */
@Component
class Carts {

    private static final int MOST_SKUS = 100;
    private static final int MOST_PIECES = 999;

    private final JdbcClient jdbc;
    private final Catalog catalog;
    private final CustomerDirectory customers;
    private final Clock clock;

    Carts(JdbcClient jdbc, Catalog catalog, CustomerDirectory customers, Clock clock) {
        this.jdbc = jdbc;
        this.catalog = catalog;
        this.customers = customers;
        this.clock = clock;
    }

    /** @param problem why it cannot be bought like this now: OFF_SALE, SOLD_OUT, SHORT */
    record Item(
            long skuId,
            long productId,
            String title,
            String spec,
            @Nullable String imageUrl,
            long priceFen,
            int quantity,
            long available,
            @Nullable String problem) {}

    record Cart(List<Item> items, long goodsFen) {}

    private record Wish(SkuId sku, int quantity) {}

    Cart of(CustomerId customer) {
        List<Wish> wishes = jdbc.sql("""
                select sku_id, quantity from order_cart_item where customer_id = :customer order by added_at desc, sku_id""")
                .param("customer", customer.value())
                .query((row, number) -> new Wish(new SkuId(row.getLong("sku_id")), row.getInt("quantity")))
                .list();
        Map<SkuId, Sellable> goods =
                catalog.sellables(wishes.stream().map(Wish::sku).toList());
        List<Item> items = wishes.stream()
                .filter(wish -> goods.containsKey(wish.sku()))
                .map(wish -> item(wish, Objects.requireNonNull(goods.get(wish.sku()))))
                .toList();
        long sum = items.stream()
                .filter(item -> item.problem() == null)
                .mapToLong(item -> item.priceFen() * item.quantity())
                .sum();
        return new Cart(items, sum);
    }

    /** So many pieces from now on; none takes it out. */
    @Transactional
    void put(CustomerId person, SkuId sku, int quantity) {
        if (quantity < 0 || quantity > MOST_PIECES) {
            throw DomainException.invalid("quantity", "order.quantity_invalid", MOST_PIECES);
        }
        CustomerId customer = customers.hold(person);
        if (quantity == 0) {
            remove(customer, List.of(sku));
            return;
        }
        if (!catalog.sellables(List.of(sku)).containsKey(sku)) {
            throw DomainException.notFound("catalog.sku_not_found");
        }
        int put = jdbc.sql("""
                insert into order_cart_item (customer_id, sku_id, quantity, added_at)
                select :customer, :sku, :quantity, :now
                where (select count(*) from order_cart_item where customer_id = :customer and sku_id <> :sku) < :most
                on conflict (customer_id, sku_id) do update set quantity = excluded.quantity""")
                .param("customer", customer.value())
                .param("sku", sku.value())
                .param("quantity", quantity)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", MOST_SKUS)
                .update();
        if (put == 0) {
            throw DomainException.conflict("order.cart_full", MOST_SKUS);
        }
    }

    @Transactional
    void remove(CustomerId customer, Collection<SkuId> skus) {
        jdbc.sql("delete from order_cart_item where customer_id = :customer and sku_id in (:skus)")
                .param("customer", customers.hold(customer).value())
                .param("skus", skus.stream().map(SkuId::value).toList())
                .update();
    }

    private static Item item(Wish wish, Sellable goods) {
        return new Item(
                goods.sku().value(),
                goods.productId(),
                goods.title(),
                goods.spec(),
                goods.imageUrl(),
                goods.priceFen(),
                wish.quantity(),
                Math.max(0, goods.available()),
                problem(wish, goods));
    }

    private static @Nullable String problem(Wish wish, Sellable goods) {
        if (!goods.onSale()) {
            return "OFF_SALE";
        }
        if (goods.available() <= 0) {
            return "SOLD_OUT";
        }
        return goods.available() < wish.quantity() ? "SHORT" : null;
    }
}
