package io.siyu.mall.order;

import io.siyu.foundation.crypto.Vault;
import io.siyu.mall.catalog.Sellable;
import io.siyu.mall.catalog.Stock;
import io.siyu.mall.pricing.Quote;
import io.siyu.people.customer.CustomerCard;
import io.siyu.shared.OrderId;
import io.siyu.shared.SkuId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes orders down as they were agreed on; their prices never change again. */
@Component
class NewOrders {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;
    private final Transitions transitions;

    NewOrders(JdbcClient jdbc, JsonMapper json, Vault vault, Transitions transitions) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.transitions = transitions;
    }

    record Head(
            String number,
            CustomerCard customer,
            Quote quote,
            OrderRequest.@Nullable Receiver receiver,
            Instant at,
            Instant expires) {}

    OrderId insert(Head head) {
        Quote quote = head.quote();
        StaffId staff = head.customer().ownerStaff();
        StoreId store = head.customer().ownerStore();
        OrderId id = jdbc.sql("""
                insert into order_order (number, customer_id, state, goods_fen, coupon_fen, points_fen, shipping_fen,
                    payable_fen, coupon_id, points_used, steps, quote_hash, owner_staff_id, owner_store_id, receiver,
                    placed_at, expires_at, due_at)
                values (:number, :customer, 'PLACED', :goods, :coupon, :points, :shipping, :payable, :couponId, :pointsUsed,
                    :steps::jsonb, :hash, :staff, :store, :receiver, :at, :expires, :expires)
                returning id""")
                .param("number", head.number())
                .param("customer", head.customer().id().value())
                .param("goods", quote.goodsFen())
                .param("coupon", quote.couponFen())
                .param("points", quote.pointsFen())
                .param("shipping", quote.shippingFen())
                .param("payable", quote.payableFen())
                .param("couponId", quote.couponId())
                .param("pointsUsed", quote.pointsUsed())
                .param("steps", json.writeValueAsString(quote.steps()))
                .param("hash", quote.hash())
                .param("staff", staff == null ? null : staff.value())
                .param("store", store == null ? null : store.value())
                .param("receiver", seal(head.receiver()), java.sql.Types.BINARY)
                .param("at", head.at().atOffset(ZoneOffset.UTC))
                .param("expires", head.expires().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new OrderId(row.getLong("id")))
                .single();
        transitions.write(
                id,
                "PLACE",
                null,
                OrderState.PLACED,
                Actor.shopper(head.customer().id()),
                null);
        return id;
    }

    void insertLines(OrderId order, List<Quote.Line> lines, Map<SkuId, Sellable> goods) {
        for (Quote.Line line : lines) {
            Sellable sold = Objects.requireNonNull(goods.get(line.sku()), "a quoted SKU is one that was asked for");
            insert(order, line, sold, new LineItem.Goods(line.sku()));
        }
    }

    List<Stock.Need> needs(OrderId order) {
        return jdbc.sql("select id, sku_id, quantity from order_line where order_id = :order and sku_id is not null")
                .param("order", order.value())
                .query((row, number) ->
                        new Stock.Need(row.getLong("id"), new SkuId(row.getLong("sku_id")), row.getInt("quantity")))
                .list();
    }

    private void insert(OrderId order, Quote.Line line, Sellable sold, LineItem item) {
        jdbc.sql("""
                insert into order_line (order_id, kind, sku_id, product_id, issuer, reference, title, spec, image_url,
                    quantity, unit_price_fen, goods_fen, coupon_fen, points_fen, pay_fen, units)
                values (:order, :kind, :sku, :product, :issuer, :reference, :title, :spec, :image, :quantity, :unitPrice,
                    :goods, :coupon, :points, :pay, :units::jsonb)""")
                .param("order", order.value())
                .param("kind", kind(item))
                .param("sku", sku(item))
                .param("product", sold.productId())
                .param("issuer", item instanceof LineItem.Virtual virtual ? virtual.issuer() : null)
                .param("reference", reference(item))
                .param("title", sold.title())
                .param("spec", sold.spec())
                .param("image", sold.imageUrl())
                .param("quantity", line.quantity())
                .param("unitPrice", line.unitPriceFen())
                .param("goods", line.goodsFen())
                .param("coupon", line.couponFen())
                .param("points", line.pointsFen())
                .param("pay", line.payFen())
                .param("units", json.writeValueAsString(line.units()))
                .update();
    }

    private byte @Nullable [] seal(OrderRequest.@Nullable Receiver receiver) {
        return receiver == null ? null : vault.seal(json.writeValueAsString(receiver));
    }

    private static String kind(LineItem item) {
        return switch (item) {
            case LineItem.Goods goods -> "GOODS";
            case LineItem.Virtual virtual -> "VIRTUAL";
            case LineItem.Prize prize -> "PRIZE";
        };
    }

    private static @Nullable Long sku(LineItem item) {
        return switch (item) {
            case LineItem.Goods goods -> goods.sku().value();
            case LineItem.Virtual virtual -> null;
            case LineItem.Prize prize -> prize.sku().value();
        };
    }

    private static @Nullable String reference(LineItem item) {
        return switch (item) {
            case LineItem.Goods goods -> null;
            case LineItem.Virtual virtual -> virtual.reference();
            case LineItem.Prize prize -> prize.reference();
        };
    }
}
