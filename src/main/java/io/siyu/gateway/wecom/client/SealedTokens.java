package io.siyu.gateway.wecom.client;

import io.siyu.foundation.crypto.Encrypted;
import org.springframework.stereotype.Component;

/** Access tokens and tickets of WeChat Work. */
@Component
class SealedTokens implements Encrypted {

    @Override
    public Column column() {
        return new Column("wecom_token", "value", null);
    }
}
