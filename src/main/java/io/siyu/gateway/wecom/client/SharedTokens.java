package io.siyu.gateway.wecom.client;

import io.siyu.foundation.crypto.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens of all nodes: one row a token, found. Every statement commits on its own. */
@Component
class SharedTokens {

    private static final Logger log = LoggerFactory.getLogger(SharedTokens.class);
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    SharedTokens(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param version rises with every new value */
    record Token(String value, long version, Instant expiresAt) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(byte[] value, long version, Instant expiresAt) {}

    Instant now() {
        return clock.instant();
    }

    /** The token that is valid now. */
    Optional<Token> valid(String owner, String kind) {
        return jdbc.sql("""
                select value, version, expires_at from wecom_token
                where owner = :owner and kind = :kind and expires_at > :now and value is not null""")
                .param("owner", owner)
                .param("kind", kind)
                .param("now", at(now()))
                .query((row, number) -> new Sealed(
                        row.getBytes("value"),
                        row.getLong("version"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional()
                .flatMap(found -> opened(owner, kind, found));
    }

    /** The platform gives another token for the asking, so one that cannot be read any more stops nothing. */
    private Optional<Token> opened(String owner, String kind, Sealed found) {
        try {
            return Optional.of(new Token(vault.open(found.value()), found.version(), found.expiresAt()));
        } catch (IllegalStateException e) {
            log.warn("The stored token {} of {} cannot be opened and is fetched anew: {}", kind, owner, e.getMessage());
            expire(owner, kind, found.version());
            return Optional.empty();
        }
    }

    /** True for the one holder who may now ask the platform; everybody else waits until there is a token or the lease ran out. */
    boolean lease(String owner, String kind, String holder) {
        jdbc.sql("insert into wecom_token (owner, kind) values (:owner, :kind) on conflict do nothing")
                .param("owner", owner)
                .param("kind", kind)
                .update();
        return jdbc.sql("""
                update wecom_token set lease_holder = :holder, lease_until = :until
                where owner = :owner and kind = :kind and expires_at <= :now
                  and (lease_until is null or lease_until <= :now or lease_holder = :holder)""")
                        .param("holder", holder)
                        .param("until", at(now().plus(LEASE)))
                        .param("owner", owner)
                        .param("kind", kind)
                        .param("now", at(now()))
                        .update()
                == 1;
    }

    void release(String owner, String kind, String holder) {
        jdbc.sql("""
                update wecom_token set lease_holder = null, lease_until = null
                where owner = :owner and kind = :kind and lease_holder = :holder""")
                .param("owner", owner)
                .param("kind", kind)
                .param("holder", holder)
                .update();
    }

    Token store(String owner, String kind, String value, Instant expiresAt) {
        long version = jdbc.sql("""
                insert into wecom_token (owner, kind, value, version, expires_at) values (:owner, :kind, :value, 1, :expiresAt)
                on conflict (owner, kind) do update
                    set value = excluded.value, version = wecom_token.version + 1, expires_at = excluded.expires_at
                returning version""")
                .param("owner", owner)
                .param("kind", kind)
                .param("value", vault.seal(value))
                .param("expiresAt", at(expiresAt))
                .query(Long.class)
                .single();
        return new Token(value, version, expiresAt);
    }

    /**
     * The platform refused this very token; a newer one that another thread or node got meanwhile stays. Over at any time: to a node
     * whose clock is behind ours it must not be valid for another moment.
     */
    void expire(String owner, String kind, long version) {
        jdbc.sql(
                        "update wecom_token set expires_at = '-infinity' where owner = :owner and kind = :kind and version = :version")
                .param("owner", owner)
                .param("kind", kind)
                .param("version", version)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
