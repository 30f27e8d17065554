package io.siyu.loyalty.points;

import io.siyu.people.customer.Shopper;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own points. */
@RestController
@RequestMapping("/api/mall/points")
class ShopperPointsController {

    private final PointsViews views;

    ShopperPointsController(PointsViews views) {
        this.views = views;
    }

    record Mine(long available, long pending, Slice<PointsViews.Entry> entries) {}

    @GetMapping
    Mine mine(
            Shopper shopper,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        PointsViews.Account account = views.of(shopper.customer(), after, size);
        return new Mine(account.balance().available(), account.balance().pending(), account.entries());
    }
}
