package io.siyu.mall.catalog;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That what lies on the shelves is what was put there and not taken. */
@Component
class StockIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("catalog.stock_moves", "product", """
    select k.product_id as id, k.code || ': ' || s.on_hand || '/' || s.reserved || ' ≠ '
        || coalesce(sum(m.on_hand_delta), 0) || '/' || coalesce(sum(m.reserved_delta), 0) as note
    from catalog_stock s join catalog_sku k on k.id = s.sku_id
    left join catalog_stock_move m on m.sku_id = s.sku_id and m.location_id = s.location_id
    group by k.product_id, k.code, s.sku_id, s.location_id, s.on_hand, s.reserved
    having s.on_hand <> coalesce(sum(m.on_hand_delta), 0) or s.reserved <> coalesce(sum(m.reserved_delta), 0)"""),
                new IntegrityCheck("catalog.stock_holds", "product", """
    select k.product_id as id, k.code || ': ' || s.reserved || ' ≠ ' || coalesce(sum(h.quantity), 0) as note
    from catalog_stock s join catalog_sku k on k.id = s.sku_id
    left join catalog_stock_hold h on h.sku_id = s.sku_id and h.location_id = s.location_id and h.state = 'HELD'
    group by k.product_id, k.code, s.sku_id, s.location_id, s.reserved having s.reserved <> coalesce(sum(h.quantity), 0)"""),
                new IntegrityCheck("catalog.stock_negative", "product", """
    select k.product_id as id, k.code || ': ' || s.on_hand || '/' || s.reserved as note
    from catalog_stock s join catalog_sku k on k.id = s.sku_id
    where s.on_hand < 0 or s.reserved < 0 or s.reserved > s.on_hand"""));
    }
}
