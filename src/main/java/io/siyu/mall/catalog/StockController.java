package io.siyu.mall.catalog;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.SkuId;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock of a SKU, in the console. */
@RestController
@RequestMapping("/api/admin/skus/{id}")
class StockController {

    private final Stock stock;
    private final JdbcClient jdbc;
    private final Idempotency idempotency;
    private final CurrentOperator operator;
    private final Audit audit;

    StockController(Stock stock, JdbcClient jdbc, Idempotency idempotency, CurrentOperator operator, Audit audit) {
        this.stock = stock;
        this.jdbc = jdbc;
        this.idempotency = idempotency;
        this.operator = operator;
        this.audit = audit;
    }

    /** @param delta more pieces, or below zero fewer */
    record AdjustRequest(
            @Min(-10_000_000) @Max(10_000_000) long delta,
            @NotBlank @Size(max = 200) String reason) {}

    record Level(long onHand, long reserved, long available) {}

    /** As it is written to the audit: the pieces, and why they were changed. */
    private record Written(
            long onHand, long reserved, @Nullable String reason) {
        static Written of(Stock.Level level, @Nullable String reason) {
            return new Written(level.onHand(), level.reserved(), reason);
        }
    }

    record Move(
            long id,
            String kind,
            long onHandDelta,
            long reservedDelta,
            @Nullable String reason,
            Instant at) {}

    @PostMapping("/stock")
    @RequiresPermission("catalog.stock")
    Level adjust(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") UUID key,
            @Valid @RequestBody AdjustRequest request) {
        String caller = "operator:" + operator.get().userId();
        return idempotency.once(caller, key, List.of("stock.adjust", id, request), Level.class, () -> {
            Stock.Level after = stock.adjust(new SkuId(id), request.delta(), request.reason());
            Stock.Level before = new Stock.Level(after.onHand() - request.delta(), after.reserved());
            audit.record(
                    "catalog.stock.adjust", "sku", id, Written.of(before, null), Written.of(after, request.reason()));
            return new Level(after.onHand(), after.reserved(), after.onHand() - after.reserved());
        });
    }

    @GetMapping("/stock-moves")
    @RequiresPermission("catalog.read")
    Slice<Move> moves(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        List<Move> rows = jdbc.sql("""
                select id, kind, on_hand_delta, reserved_delta, reason, at from catalog_stock_move
                where sku_id = :sku and id < :after order by id desc limit :limit""")
                .param("sku", id)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query((row, number) -> new Move(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getLong("on_hand_delta"),
                        row.getLong("reserved_delta"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        return Slice.of(rows, size, move -> Long.toString(move.id()));
    }
}
