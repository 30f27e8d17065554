package io.siyu.mall.order;

import io.siyu.people.customer.Shopper;
import io.siyu.shared.SkuId;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own cart. */
@RestController
@RequestMapping("/api/mall/cart")
class CartController {

    private final Carts carts;

    CartController(Carts carts) {
        this.carts = carts;
    }

    record PutRequest(long skuId, int quantity) {}

    @GetMapping
    Carts.Cart cart(Shopper shopper) {
        return carts.of(shopper.customer());
    }

    /** So many pieces from now on; 0 takes it out. */
    @PutMapping
    Carts.Cart put(Shopper shopper, @Valid @RequestBody PutRequest request) {
        carts.put(shopper.customer(), new SkuId(request.skuId()), request.quantity());
        return carts.of(shopper.customer());
    }
}
