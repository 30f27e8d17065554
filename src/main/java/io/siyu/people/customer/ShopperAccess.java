package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ties what WeChat says of a shopper to the person the brand knows. */
@Component
class ShopperAccess {

    private static final int ATTEMPTS = 5;

    private final CustomerDirectory customers;
    private final Identities identities;
    private final ShopperTokens tokens;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ShopperAccess(
            CustomerDirectory customers,
            Identities identities,
            ShopperTokens tokens,
            TransactionTemplate transaction,
            Clock clock) {
        this.customers = customers;
        this.identities = identities;
        this.tokens = tokens;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Grant(CustomerId customer, String token) {}

    Grant signIn(String appId, String openId, @Nullable String unionId) {
        Identity open = Identity.openId(appId, openId);
        List<Identity> keys = new ArrayList<>(List.of(open));
        if (unionId != null && !unionId.isBlank()) {
            keys.add(Identity.unionId(unionId));
        }
        return patiently(() -> {
            CustomerId customer = customers.findOrCreate(keys, Profile.UNKNOWN, clock.instant());
            return new Grant(customer, tokens.issue(customer, open));
        });
    }

    CustomerId tellPhone(Shopper shopper, String phone) {
        return patiently(() -> {
            List<Identity> keys = new ArrayList<>(identities.openOf(customers.survivor(shopper.customer())));
            keys.add(Identity.phone(phone));
            return customers.findOrCreate(keys, Profile.UNKNOWN, clock.instant());
        });
    }

    void signOut(String token) {
        tokens.revoke(token);
    }

    /** Two merges that met may have locked each other out; the one that was undone tries again. */
    private <T> T patiently(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = transaction.execute(status -> work.get());
                if (result == null) {
                    throw new IllegalStateException("nothing came of it");
                }
                return result;
            } catch (ConcurrencyFailureException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }
}
