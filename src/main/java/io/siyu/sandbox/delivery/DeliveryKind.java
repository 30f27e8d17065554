package io.siyu.sandbox.delivery;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one platform sends its news: what it looks like, what counts as accepted, how often it tries. */
public interface DeliveryKind {

    /** Something to be sent. The url is null where the platform has one address for everything. */
    record Pending(long id, String event, @Nullable String url, String plain, int attempt) {}

    String name();

    /** The request of one attempt, made anew each time: timestamp and nonce differ, the plain text does not. */
    HttpRequest.Builder request(Pending pending, URI product);

    boolean accepted(int status);

    /** How long to wait after this many failed attempts; null to give up. */
    @Nullable
    Duration pauseAfter(int attempts);
}
