package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bearer tokens of shoppers: random, kept as a hash, good for thirty days. */
@Component
public class ShopperTokens {

    private static final Duration GOOD_FOR = Duration.ofDays(30);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    ShopperTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose token this is, as the person they live on in; empty when unknown, expired or signed out. */
    public Optional<Shopper> holder(String token) {
        return jdbc.sql("""
                select coalesce(c.merged_into, c.id) as customer_id, t.app_id, t.open_id from customer_shopper_token t
                join customer_customer c on c.id = t.customer_id
                where t.hash = :hash and t.expires_at > :now""")
                .param("hash", sha256(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Shopper(
                        new CustomerId(row.getLong("customer_id")),
                        Identity.openId(row.getString("app_id"), row.getString("open_id"))))
                .optional();
    }

    String issue(CustomerId customer, Identity openId) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                insert into customer_shopper_token (hash, customer_id, app_id, open_id, issued_at, expires_at)
                values (:hash, :customer, :app, :openId, :now, :until)""")
                .param("hash", sha256(token))
                .param("customer", customer.value())
                .param("app", openId.appId())
                .param("openId", openId.value())
                .param("now", now)
                .param("until", now.plus(GOOD_FOR))
                .update();
        return token;
    }

    void revoke(String token) {
        jdbc.sql("delete from customer_shopper_token where hash = :hash")
                .param("hash", sha256(token))
                .update();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
