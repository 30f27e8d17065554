package io.siyu.reach.channel.card;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That whom and what cards name is there. */
@Component
class CardIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                IntegrityCheck.dangling(
                        "channel.card_owner",
                        "customer",
                        new Reference("channel_card", "customer_id", "customer_customer")),
                IntegrityCheck.dangling(
                        "channel.card_gift", "none", new Reference("channel_card", "coupon_id", "coupon_coupon")));
    }
}
