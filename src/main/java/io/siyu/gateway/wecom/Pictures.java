package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pictures that WeChat Work keeps on its own servers, where no token is asked for. */
@Component
public class Pictures {

    private static final int LARGEST = 2 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param url as the platform told it */
    public byte[] read(String url) {
        WeComCalls.requireNoTransaction();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw noPicture("status " + answer.statusCode(), null);
                }
                return body.readNBytes(LARGEST);
            }
        } catch (IOException e) {
            throw noPicture("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noPicture("interrupted", e);
        }
    }

    private static WeComException noPicture(String why, @Nullable Throwable cause) {
        return new WeComException(0, why + " for a picture", WeComException.Kind.BUSY, cause);
    }
}
