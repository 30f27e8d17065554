package io.siyu.loyalty.points;

import io.siyu.people.customer.Shopper;
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

    @GetMapping
    PointsViews.Account mine(
            Shopper shopper,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return views.of(shopper.customer(), after, size);
    }
}
