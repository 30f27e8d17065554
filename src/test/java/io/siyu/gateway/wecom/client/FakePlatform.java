package io.siyu.gateway.wecom.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A platform of few words that counts what it is asked. */
final class FakePlatform implements AutoCloseable {

    final AtomicInteger tokensGiven = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    private final HttpServer server;
    private volatile String valid = "none";
    private volatile String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    private volatile int status = 200;
    private volatile boolean rightSecret = true;
    private final Queue<String> first = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stillborn = new AtomicInteger();

    FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/cgi-bin/gettoken", this::token);
        server.createContext(
                "/cgi-bin/get_jsapi_ticket",
                exchange -> send(
                        exchange,
                        200,
                        "{\"errcode\":0,\"errmsg\":\"ok\",\"ticket\":\"T" + calls.incrementAndGet()
                                + "\",\"expires_in\":7200}"));
        server.createContext("/cgi-bin/thing", this::thing);
        server.createContext("/cgi-bin/other", this::thing);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    /** Before whatever it answers otherwise. */
    void answersFirst(String... answers) {
        first.addAll(List.of(answers));
    }

    /** The next tokens are refused as soon as they are used. */
    void givesStillbornTokens(int number) {
        stillborn.set(number);
    }

    String token() {
        return valid;
    }

    void revokesTheToken() {
        valid = "another";
    }

    void refusesTheSecret() {
        rightSecret = false;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        int number = tokensGiven.incrementAndGet();
        // Long enough for every other thread to come by and find no token yet.
        LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
        if (!rightSecret) {
            send(exchange, 200, "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}");
            return;
        }
        String token = "token-" + number + ".";
        if (stillborn.getAndDecrement() <= 0) {
            valid = token;
        }
        send(exchange, 200, "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"" + token + "\",\"expires_in\":7200}");
    }

    private void thing(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        if (!exchange.getRequestURI().getRawQuery().contains("access_token=" + valid)) {
            send(exchange, 200, "{\"errcode\":40014,\"errmsg\":\"invalid access_token\"}");
            return;
        }
        String before = first.poll();
        send(exchange, before == null ? status : 200, before == null ? answer : before);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
