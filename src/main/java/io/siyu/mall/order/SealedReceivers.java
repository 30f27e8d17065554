package io.siyu.mall.order;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Who gets the parcel, and where. */
@Component
class SealedReceivers implements Encrypted {

    @Override
    public Column column() {
        return new Column("order_order", "receiver", null);
    }
}
