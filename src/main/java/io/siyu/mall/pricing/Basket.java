package io.siyu.mall.pricing;

import io.siyu.shared.SkuId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What somebody wants to buy, with the prices of this moment: one line a SKU. */
public record Basket(List<Line> lines) {

    public Basket {
        lines = List.copyOf(lines);
        Set<SkuId> seen = new HashSet<>();
        for (Line line : lines) {
            if (!seen.add(line.sku())) {
                throw new IllegalArgumentException("two lines of SKU " + line.sku());
            }
        }
    }

    /** So many pieces of one SKU at one price. */
    public record Line(SkuId sku, long productId, String category, long unitPriceFen, int quantity) {

        public Line {
            if (unitPriceFen < 0 || quantity <= 0) {
                throw new IllegalArgumentException(quantity + " pieces at " + unitPriceFen + " fen");
            }
        }

        public long goodsFen() {
            return Math.multiplyExact(unitPriceFen, quantity);
        }
    }
}
