package io.siyu.reach.channel.domain;

import io.siyu.shared.RandomCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a domain for a word that only this application says, over the same road as a customer's phone. */
@Component
class DomainProbe {

    /** What the page answers, so that somebody else's server is not taken for ours. */
    static final String WORD = "siyu-growth";

    static final String PATH = "/c/-/alive";

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @return absent when it was us who answered; else a status, {@code other}, or the kind of the failure */
    @Nullable
    String look(String baseUrl) {
        // Another address each time: no cache on the way may answer for us.
        URI uri = URI.create(baseUrl + PATH + "?at=" + RandomCode.letters(8));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return Integer.toString(answer.statusCode());
            }
            return answer.body().equals(WORD) ? null : "other";
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
