package io.siyu.mall.pricing;

import java.util.Set;

/** The goods an offer is about. */
public sealed interface Scope {

    boolean covers(Basket.Line line);

    record Everything() implements Scope {
        @Override
        public boolean covers(Basket.Line line) {
            return true;
        }
    }

    record Products(Set<Long> productIds) implements Scope {
        public Products {
            productIds = Set.copyOf(productIds);
        }

        @Override
        public boolean covers(Basket.Line line) {
            return productIds.contains(line.productId());
        }
    }

    record Categories(Set<String> categories) implements Scope {
        public Categories {
            categories = Set.copyOf(categories);
        }

        @Override
        public boolean covers(Basket.Line line) {
            return categories.contains(line.category());
        }
    }
}
