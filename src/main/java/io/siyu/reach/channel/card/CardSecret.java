package io.siyu.reach.channel.card;

import io.siyu.foundation.crypto.Encrypted;
import io.siyu.foundation.crypto.Vault;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secret that all cards are made with: random, made once, kept sealed beside the batches, so that a restored backup knows every card. */
@Component
class CardSecret implements Encrypted {

    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Vault vault;
    private volatile @Nullable CardCipher known;

    CardSecret(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public Column column() {
        return new Column("channel_card_secret", "sealed", null);
    }

    /** Empty as long as no batch was ever made. */
    Optional<CardCipher> cipher() {
        CardCipher cipher = known;
        if (cipher == null) {
            cipher = jdbc.sql("select sealed from channel_card_secret")
                    .query(byte[].class)
                    .optional()
                    .map(bytes -> new CardCipher(Base64.getDecoder().decode(vault.open(bytes))))
                    .orElse(null);
            known = cipher;
        }
        return Optional.ofNullable(cipher);
    }

    /** Whoever comes first makes it; everybody else has the same. */
    void make() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("insert into channel_card_secret (id, sealed) values (1, :sealed) on conflict do nothing")
                .param("sealed", vault.seal(Base64.getEncoder().encodeToString(fresh)))
                .update();
    }
}
