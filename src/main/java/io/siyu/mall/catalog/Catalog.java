package io.siyu.mall.catalog;

import io.siyu.shared.SkuId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the brand sells. */
@Component
public class Catalog {

    /** @return the product's id */
    public long create(ProductDraft draft) {
        throw new UnsupportedOperationException();
    }

    /** The SKUs as they are at this moment; those that never were are missing. */
    public Map<SkuId, Sellable> sellables(Collection<SkuId> skus) {
        throw new UnsupportedOperationException();
    }

    /** The SKUs of a product that were not archived, in the order shown. */
    public List<SkuId> skusOf(long productId) {
        throw new UnsupportedOperationException();
    }
}
