package io.siyu.gateway.wecom.inbox;

import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.WeComException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the platform says of a callback's customer, asked once for both lanes: whoever comes second takes the answer of the first, which
 * is younger than the callback. A failure is nobody's answer but of the one who asked.
 */
@Component
class ContactsOnce {

    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final int MOST = 5_000;

    private final Map<Long, Asked> asked = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Asked> eldest) {
            return size() > MOST;
        }
    });

    private final Contacts contacts;
    private final Clock clock;

    ContactsOnce(Contacts contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    private record Asked(CompletableFuture<Optional<ExternalContact>> answer, Instant at) {}

    /** @param atMost how long to wait; absent: as long as the platform may take */
    Optional<ExternalContact> of(long callback, String externalUserId, @Nullable Duration atMost) {
        Instant now = clock.instant();
        Asked mine = new Asked(new CompletableFuture<>(), now);
        Asked first = asked.merge(callback, mine, (before, after) -> usable(before, now) ? before : after);
        if (first == mine) {
            return ask(callback, mine, externalUserId, atMost);
        }
        try {
            return await(first.answer(), atMost);
        } catch (ExecutionException e) {
            return get(externalUserId, atMost);
        }
    }

    private static Optional<ExternalContact> await(Future<Optional<ExternalContact>> answer, @Nullable Duration atMost)
            throws ExecutionException {
        try {
            return atMost == null ? answer.get() : answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new WeComException(0, "no answer in " + atMost, WeComException.Kind.UNKNOWN, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeComException(0, "interrupted", WeComException.Kind.UNKNOWN, e);
        }
    }

    private Optional<ExternalContact> get(String externalUserId, @Nullable Duration atMost) {
        return atMost == null ? contacts.get(externalUserId) : contacts.get(externalUserId, atMost);
    }

    private static boolean usable(Asked before, Instant now) {
        return !before.answer().isCompletedExceptionally()
                && Duration.between(before.at(), now).compareTo(FRESH) < 0;
    }

    private Optional<ExternalContact> ask(long callback, Asked mine, String externalUserId, @Nullable Duration atMost) {
        try {
            Optional<ExternalContact> contact = get(externalUserId, atMost);
            mine.answer().complete(contact);
            return contact;
        } catch (RuntimeException e) {
            asked.remove(callback, mine);
            mine.answer().completeExceptionally(e);
            throw e;
        }
    }
}
