package io.siyu.foundation.crypto;

import org.springframework.stereotype.Component;

/** Credentials of the platforms. */
@Component
class SealedSecrets implements Encrypted {

    @Override
    public Column column() {
        return new Column("crypto_platform_secret", "sealed", null);
    }
}
