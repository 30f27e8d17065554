package io.siyu.gateway.wecom.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.siyu.gateway.wecom.WeComException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One token of ours, as WxJava wants to see it: its value, whether it ran out, and a lock under which one thread of one node fetches a
 * new one. The value is remembered here and re-read from the database when it ran out.
 */
class SharedToken {

    /** The platform's own figure minus this, so that a token does not die on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(200);

    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(30).toNanos();

    private final SharedTokens tokens;
    private final String owner;
    private final String kind;
    private final Counter refreshes;
    private final String holder = UUID.randomUUID().toString();
    private final Lock lock = new Lease();
    private final ThreadLocal<SharedTokens.Token> given = new ThreadLocal<>();
    private volatile SharedTokens.@Nullable Token known;
    /** The platform refused this version, so nothing up to it is believed again, whoever read it just before. */
    private final AtomicLong refusedUpTo = new AtomicLong();
    /** Nor is the same value under a newer version: another node may have been given it a moment before it was ended. */
    private volatile @Nullable String refusedValue;

    SharedToken(SharedTokens tokens, String owner, String kind) {
        this.tokens = tokens;
        this.owner = owner;
        this.kind = kind;
        this.refreshes = Metrics.counter("siyu.wecom.token.refreshes", "kind", kind);
    }

    /** What this thread was told or made last: others may throw it away meanwhile, and then the platform says so. */
    @Nullable
    String value() {
        SharedTokens.Token token = given.get();
        return token == null ? null : token.value();
    }

    boolean expired() {
        SharedTokens.Token token = known;
        if (token == null || refused(token) || !token.expiresAt().isAfter(tokens.now())) {
            token = believable();
            known = token;
        }
        if (token == null) {
            return true;
        }
        given.set(token);
        return false;
    }

    private SharedTokens.@Nullable Token believable() {
        SharedTokens.Token stored = tokens.valid(owner, kind).orElse(null);
        if (stored == null || !refused(stored)) {
            return stored;
        }
        tokens.expire(owner, kind, stored.version());
        return null;
    }

    void update(String value, int expiresInSeconds) {
        Duration stated = Duration.ofSeconds(expiresInSeconds);
        Duration used = stated.compareTo(MARGIN.multipliedBy(2)) > 0 ? stated.minus(MARGIN) : stated.dividedBy(2);
        SharedTokens.Token token = tokens.store(owner, kind, value, tokens.now().plus(used));
        if (value.equals(refusedValue)) {
            // The platform stands by it.
            refusedValue = null;
        }
        known = token;
        given.set(token);
        refreshes.increment();
    }

    /** Only the token that this thread was given last: others may have fetched a new one since, and it must not die with the old one. */
    void expire() {
        SharedTokens.Token refused = given.get();
        if (refused == null) {
            return;
        }
        refusedUpTo.accumulateAndGet(refused.version(), Math::max);
        refusedValue = refused.value();
        tokens.expire(owner, kind, refused.version());
        SharedTokens.Token token = known;
        if (token != null && token.version() == refused.version()) {
            known = null;
        }
    }

    private boolean refused(SharedTokens.Token token) {
        return token.version() <= refusedUpTo.get() || token.value().equals(refusedValue);
    }

    Lock lock() {
        return lock;
    }

    /** Within this node an ordinary lock, between nodes the lease in the database; WxJava uses lock and unlock only. */
    private final class Lease extends ReentrantLock {

        @Override
        public void lock() {
            super.lock();
            try {
                awaitLeaseOrToken();
            } catch (RuntimeException e) {
                super.unlock();
                throw e;
            }
        }

        @Override
        public void unlock() {
            try {
                tokens.release(owner, kind, holder);
            } finally {
                super.unlock();
            }
        }

        private void awaitLeaseOrToken() {
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (expired() && !tokens.lease(owner, kind, holder)) {
                if (System.nanoTime() > giveUp) {
                    throw new WeComException(0, "another node does not get a token", WeComException.Kind.BUSY);
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }
}
