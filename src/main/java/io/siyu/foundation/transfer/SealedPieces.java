package io.siyu.foundation.transfer;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Rows on their way out or in. */
@Component
class SealedPieces implements Encrypted {

    @Override
    public Column column() {
        return new Column("transfer_piece", "content", null);
    }
}
