package io.siyu.mall.catalog;

import io.siyu.shared.SkuId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Pieces by SKU and location. Orders of the mall draw from the default location. */
@Component
public class Stock {

    /** So many pieces for one order line. */
    public record Need(long orderLineId, SkuId sku, int quantity) {}

    /**
     * Sets pieces aside for unpaid order lines, all or none.
     *
     * @throws io.siyu.shared.DomainException {@code stock.short} with the title of what is short
     */
    public void hold(List<Need> needs) {
        throw new UnsupportedOperationException();
    }

    /** Paid: what was held for these lines is gone from the shelf. */
    public void confirm(Collection<Long> orderLineIds) {
        throw new UnsupportedOperationException();
    }

    /** Not paid: what was held for these lines is free again. */
    public void release(Collection<Long> orderLineIds) {
        throw new UnsupportedOperationException();
    }

    /** Given back before it left: what was confirmed for these lines is on the shelf again. */
    public void restock(Collection<Long> orderLineIds) {
        throw new UnsupportedOperationException();
    }
}
