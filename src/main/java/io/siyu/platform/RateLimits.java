package io.siyu.platform;

import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * Counts calls per minute. Each node counts for itself, so the brand as a whole lets through that many times its nodes: these limits
 * keep the machine free, what must not be guessed is guarded in the database.
 */
@Component
@EnableConfigurationProperties(RateLimits.Settings.class)
class RateLimits {

    private final Clock clock;
    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long minute;

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** How many calls a minute one address, or one account, may make. */
    record Limit(int perAddress, int perAccount) {}

    /**
     * @param signIn to the console, right or wrong
     * @param shopperSignIn phones behind one carrier or one shop's network share an address
     */
    @ConfigurationProperties("siyu.limits")
    record Settings(
            @DefaultValue("60") int signInPerAddress,
            @DefaultValue("300") int shopperSignInPerAddress,
            @DefaultValue("600") int couponClaimPerAddress,
            @DefaultValue("30") int couponClaimPerAccount) {

        Limit signIn() {
            return new Limit(signInPerAddress, Integer.MAX_VALUE);
        }

        Limit shopperSignIn() {
            return new Limit(shopperSignInPerAddress, Integer.MAX_VALUE);
        }

        Limit couponClaim() {
            return new Limit(couponClaimPerAddress, couponClaimPerAccount);
        }
    }

    /** @throws DomainException {@code request.too_many} when it is one too many this minute */
    void count(String what, String who, int perMinute) {
        Instant now = clock.instant();
        long thisMinute = now.getEpochSecond() / 60;
        if (thisMinute != minute) {
            minute = thisMinute;
            counts.clear();
        }
        if (counts.merge(what + " " + who, 1, Integer::sum) > perMinute) {
            Duration left = Duration.between(now, Instant.ofEpochSecond((thisMinute + 1) * 60));
            throw DomainException.tooMany("request.too_many", Math.max(1, left.toSeconds()))
                    .after(left);
        }
    }
}
