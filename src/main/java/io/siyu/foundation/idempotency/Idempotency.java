package io.siyu.foundation.idempotency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.siyu.shared.DomainException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same request twice has one effect and one answer. The key is a UUIDv7 made by the caller; the answer is stored in the
 * transaction that did the work, in the partition of the day that the key itself names, and kept for two days.
 */
@Component
public class Idempotency {

    private static final Duration KEPT = Duration.ofHours(48);
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** PostgreSQL's own state, which Spring knows no exception for. */
    private static final String LOCK_TIMEOUT = "55P03";

    private static final Counter ANSWERED = repeats("answered");
    private static final Counter OTHER_REQUEST = repeats("other_request");
    private static final Counter RUNNING = repeats("running");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final AnswerPartitions partitions;

    Idempotency(JdbcClient jdbc, JsonMapper json, TransactionTemplate transaction, AnswerPartitions partitions) {
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = transaction;
        this.partitions = partitions;
    }

    private record Stored(byte[] requestHash, String answer) {}

    /**
     * Does the work once per caller and key, in one transaction with the stored answer. A refusal is not stored: the transaction is
     * undone and the key stays free.
     *
     * @param caller who asks, unique over all kinds of callers: {@code shopper:17}, {@code operator:3}
     * @param request everything the answer depends on; compared when the key comes again
     * @throws DomainException {@code idempotency.key_invalid} no UUIDv7 of these days, {@code idempotency.other_request} same key,
     *     other request, {@code idempotency.running} the first one is not done after two seconds
     */
    public <T> T once(String caller, UUID key, Object request, Class<T> answerType, Supplier<T> work) {
        LocalDate day = dayOf(key);
        partitions.ensure(day);
        byte[] hash = sha256(json.writeValueAsBytes(request));
        T answer = transaction.execute(status -> {
            if (!claim(caller, key, day, hash)) {
                return stored(caller, key, day, hash, answerType);
            }
            T fresh = work.get();
            store(caller, key, day, json.writeValueAsString(fresh));
            return fresh;
        });
        if (answer == null) {
            throw new IllegalStateException("work under an idempotency key must have an answer");
        }
        return answer;
    }

    private static Counter repeats(String outcome) {
        return Metrics.counter("siyu.idempotency.repeats", "outcome", outcome);
    }

    private boolean claim(String caller, UUID key, LocalDate day, byte[] hash) {
        try {
            jdbc.sql("set local lock_timeout = '2s'").update();
            int inserted = jdbc.sql("""
                    insert into idempotency_answer (caller, key, day, request_hash) values (:caller, :key, :day, :hash)
                    on conflict (caller, key, day) do nothing""")
                    .param("caller", caller)
                    .param("key", key)
                    .param("day", day)
                    .param("hash", hash)
                    .update();
            jdbc.sql("set local lock_timeout = '3s'").update();
            return inserted == 1;
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause && LOCK_TIMEOUT.equals(cause.getSQLState())) {
                RUNNING.increment();
                throw DomainException.conflict("idempotency.running");
            }
            throw e;
        }
    }

    private <T> T stored(String caller, UUID key, LocalDate day, byte[] hash, Class<T> answerType) {
        Stored stored = jdbc.sql("""
                select request_hash, answer from idempotency_answer where caller = :caller and key = :key and day = :day""")
                .param("caller", caller)
                .param("key", key)
                .param("day", day)
                .query((row, number) -> new Stored(row.getBytes("request_hash"), row.getString("answer")))
                .single();
        if (!MessageDigest.isEqual(stored.requestHash(), hash)) {
            OTHER_REQUEST.increment();
            throw DomainException.mismatch("idempotency.other_request");
        }
        ANSWERED.increment();
        return json.readValue(stored.answer(), answerType);
    }

    private void store(String caller, UUID key, LocalDate day, String answer) {
        jdbc.sql("""
                update idempotency_answer set answer = :answer::jsonb where caller = :caller and key = :key and day = :day""")
                .param("answer", answer)
                .param("caller", caller)
                .param("key", key)
                .param("day", day)
                .update();
    }

    /** Wall time on purpose: a repeated request is a matter of networks, not of the brand's clock, which may be moved. */
    private static LocalDate dayOf(UUID key) {
        Instant made = key.version() == 7 ? Instant.ofEpochMilli(key.getMostSignificantBits() >>> 16) : Instant.EPOCH;
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        if (made.isBefore(now.minus(KEPT)) || made.isAfter(now.plus(AHEAD))) {
            throw DomainException.invalid("Idempotency-Key", "idempotency.key_invalid");
        }
        return LocalDate.ofInstant(made, ZoneOffset.UTC);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
