package io.siyu.mall.order;

import io.siyu.shared.DomainException;
import io.siyu.shared.SkuId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper wants to buy and with what.
 *
 * @param points how many points to spend, cut to what is possible
 * @param fromCart take these SKUs out of the cart afterwards
 */
public record OrderRequest(
        List<Item> items,
        @Nullable Long couponId,
        long points,
        @Nullable Receiver receiver,
        boolean fromCart) {

    private static final int MOST_LINES = 50;
    private static final int MOST_PIECES = 999;

    public OrderRequest {
        items = List.copyOf(items);
    }

    /** So many pieces of a SKU. */
    public record Item(SkuId sku, int quantity) {}

    /** Whom and where to send it to. Stored encrypted. */
    public record Receiver(String name, String phone, String address) {}

    /** Pieces by SKU; the same SKU twice is one wish. */
    Map<SkuId, Integer> pieces() {
        Map<SkuId, Integer> pieces = new TreeMap<>(java.util.Comparator.comparingLong(SkuId::value));
        for (Item item : items) {
            if (item.quantity() < 1 || item.quantity() > MOST_PIECES) {
                throw DomainException.invalid("items", "order.quantity_invalid", MOST_PIECES);
            }
            pieces.merge(item.sku(), item.quantity(), Integer::sum);
        }
        if (pieces.isEmpty() || pieces.size() > MOST_LINES) {
            throw DomainException.invalid("items", "order.items_invalid", MOST_LINES);
        }
        if (pieces.values().stream().anyMatch(quantity -> quantity > MOST_PIECES)) {
            throw DomainException.invalid("items", "order.quantity_invalid", MOST_PIECES);
        }
        return pieces;
    }
}
