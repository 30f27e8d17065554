package io.siyu.gateway.wecom.golive;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Somebody else who answers, and says what the clock is there. */
final class Stranger implements AutoCloseable {

    private final HttpServer server;

    Stranger(int status, String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A web in which every name leads to them. */
    Web behindEveryName() {
        return new Web() {
            @Override
            HttpResponse<String> get(String address) {
                return super.get(url() + URI.create(address).getPath());
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
