package io.siyu.sandbox.pay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A merchant's address for notifications, which can be told to fail. */
final class NoticeReceiver implements AutoCloseable {

    record Received(HttpHeaders headers, String body) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private final Queue<Runnable> mishaps = new ConcurrentLinkedQueue<>();

    NoticeReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                received.add(new Received(HttpHeaders.of(exchange.getRequestHeaders(), (n, v) -> true), body));
                Runnable mishap = mishaps.poll();
                if (mishap != null) {
                    mishap.run();
                }
                exchange.sendResponseHeaders(mishap == null ? status : 401, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notify";
    }

    /** Refuses the next one, after this. */
    void refuseOnceAfter(Runnable mishap) {
        mishaps.add(mishap);
    }

    void answerWith(int newStatus) {
        status = newStatus;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
