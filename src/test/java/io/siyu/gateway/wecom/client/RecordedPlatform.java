package io.siyu.gateway.wecom.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siyu.foundation.crypto.Vault;
import io.siyu.gateway.wecom.quota.TestGovernors;
import io.siyu.shared.RandomCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Calls that are answered with the samples under {@code siyu.fixtures}; no page follows the first. */
public final class RecordedPlatform implements AutoCloseable {

    private final HttpServer server;
    private final Path samples;
    private final Set<String> addresses = new ConcurrentSkipListSet<>();

    public RecordedPlatform(Path samples) throws IOException {
        this.samples = samples;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/cgi-bin/", this::answer);
        server.start();
    }

    public WeComCalls calls(JdbcClient jdbc, Vault vault, JsonMapper json, Clock clock) {
        WeComProperties properties = new WeComProperties(
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "corp-" + RandomCode.letters(8),
                1000002,
                "secret",
                null,
                null);
        return new WeComCalls(
                properties,
                new SharedTokens(jdbc, vault, clock),
                TestGovernors.of(jdbc, clock, properties),
                TestGovernors.tally(jdbc, json, clock),
                json,
                clock);
    }

    /** The addresses that were asked for, from {@code /cgi-bin} on. */
    public Set<String> asked() {
        return Set.copyOf(addresses);
    }

    /** Where a sample of this address is; empty where nobody published one. */
    public Optional<Path> sample(String address) {
        String path = address.substring("/cgi-bin/".length());
        return Stream.of(
                        samples.resolve("api-docs/" + path + ".response.json"),
                        samples.resolve("api-wechatpy/" + path.replace('/', '_') + ".json"))
                .filter(Files::exists)
                .findFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI()
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String address = exchange.getRequestURI().getPath();
            addresses.add(address);
            String sample = Files.readString(sample(address).orElseThrow());
            if (asked.contains("NEXT_CURSOR")) {
                sample = "{\"errcode\":0,\"follow_user\":[],\"external_contact\":{\"external_userid\":\"later\"}}";
            }
            byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
