package io.siyu.gateway.wecom.golive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.siyu.testing.SiyuTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Whether we are reached where we say that we are. */
@SiyuTest
class CallbackCheckTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    WeComProperties properties;

    @Autowired
    Environment environment;

    @Autowired
    Web web;

    @Test
    void the_question_of_the_platform_is_asked_and_answered() throws Exception {
        assertThat(new CallbackCheck(properties, new PublicAddress(environment), web, jdbc, clock)
                        .look()
                        .code())
                .isIn("callback.ok", "callback.silent");
        assertThat(askedAt("http://127.0.0.1:1").code()).isEqualTo("callback.unreachable");
        try (Stranger stranger = new Stranger(200, "welcome to nginx")) {
            assertThat(askedAt(stranger.url()).code()).isEqualTo("callback.wrong_answer");
        }
        try (Stranger stranger = new Stranger(404, "")) {
            assertThat(askedAt(stranger.url()).code()).isEqualTo("callback.status");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_SET",
        "http://scrm.example.com, NO_HTTPS",
        "https://scrm.example.com/, NONE",
        "https://localhost, NOT_PUBLIC",
        "https://192.168.1.7:8443, NOT_PUBLIC",
        "https://172.20.0.3, NOT_PUBLIC",
        "https://172.40.0.3, NONE",
        "https://intranet, NOT_PUBLIC",
    })
    void an_address_must_be_public_and_safe(String address, PublicAddress.Flaw flaw) {
        assertThat(PublicAddress.flawOf(address)).isEqualTo(flaw);
    }

    private GoLiveCheck.Finding askedAt(String url) {
        MockEnvironment environment = new MockEnvironment().withProperty("siyu.public-url", url);
        return new CallbackCheck(properties, new PublicAddress(environment), web, jdbc, clock).look();
    }

    /** Somebody else who answers. */
    private static final class Stranger implements AutoCloseable {

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

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
