package io.siyu.sandbox.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siyu.sandbox.InSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The platforms' own port, with threads of its own: the product reaches its platforms over HTTP even when all of its
 * request threads wait for them.
 */
@Component
@InSandbox
public class PlatformServer implements SmartLifecycle {

    static {
        // Without it small answers wait 40 ms for an acknowledgement (Nagle's algorithm against delayed ACK).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Logger log = LoggerFactory.getLogger(PlatformServer.class);

    private final List<PlatformArea> areas;
    private final Faults faults;
    private final int port;
    private final Duration latency;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** @param latency what every answer takes at least, like a platform that is far away */
    PlatformServer(
            List<PlatformArea> areas,
            Faults faults,
            @Value("${siyu.sandbox.port}") int port,
            @Value("${siyu.sandbox.latency:0}") Duration latency) {
        this.areas = areas;
        this.faults = faults;
        this.port = port;
        this.latency = latency;
    }

    @Override
    public synchronized void start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            made.setExecutor(executor);
            made.createContext("/", this::serve);
            made.start();
            server = made;
            threads = executor;
            log.info("WeChat Work, WeChat and WeChat Pay are simulated on http://127.0.0.1:{}", port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The sandbox cannot listen on port " + port + "; set siyu.sandbox.port to another one", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** First up, last down: whatever the product asks of its platforms while starting or stopping is answered. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            Call call = call(exchange);
            Optional<PlatformArea> area =
                    areas.stream().filter(a -> a.owns(call.path())).findFirst();
            if (area.isEmpty()) {
                send(exchange, Reply.text(404, "text/plain; charset=UTF-8", "Not Found"));
            } else {
                serve(exchange, call, area.get());
            }
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "{} {} was not answered",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
        }
    }

    private void serve(HttpExchange exchange, Call call, PlatformArea area) throws IOException {
        Fault fault = faults.next(call).orElse(null);
        if (fault == null) {
            Reply reply = area.answer(call);
            pause(latency.toMillis());
            send(exchange, reply);
            return;
        }
        switch (fault.kind()) {
            case REFUSE -> send(exchange, area.refusal(call, fault));
            case BAD_GATEWAY -> send(exchange, Reply.text(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>"));
            case LOSE_ANSWER -> area.answer(call);
            case TRUNCATE -> {
                Reply whole = area.answer(call);
                byte[] half = Arrays.copyOf(whole.body(), whole.body().length / 2);
                send(exchange, new Reply(whole.status(), whole.contentType(), whole.headers(), half));
            }
            case SLOW -> {
                Reply reply = area.answer(call);
                pause(fault.millis() == null ? 0 : fault.millis());
                send(exchange, reply);
            }
            case DUPLICATE, REORDER, LOSE -> send(exchange, area.answer(call));
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        // One byte a letter keeps the files of a form whole.
        boolean form = headers.getOrDefault("content-type", "").startsWith("multipart/");
        String body = new String(
                exchange.getRequestBody().readAllBytes(), form ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
