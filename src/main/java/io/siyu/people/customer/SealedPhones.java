package io.siyu.people.customer;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Phones of people, found again by their blind index. */
@Component
class SealedPhones implements Encrypted {

    @Override
    public Column column() {
        return new Column("customer_identity", "sealed", new Index("key", Identities.PHONE_INDEX));
    }
}
