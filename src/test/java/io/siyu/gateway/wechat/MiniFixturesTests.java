package io.siyu.gateway.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** WeChat's published answers to the calls we make; on with {@code -Dsiyu.fixtures}. */
@EnabledIfSystemProperty(named = "siyu.fixtures", matches = ".+")
class MiniFixturesTests {

    private static final Path SAMPLES = Path.of(System.getProperty("siyu.fixtures", ""), "miniapp");

    @Test
    void a_login_is_read() throws IOException {
        HttpServer platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(platform, "/cgi-bin/stable_token", "wechatpy-token.json");
        answer(platform, "/sns/jscode2session", "wechatpy-sns_jscode2session.json");
        platform.start();
        try {
            String url = "http://127.0.0.1:" + platform.getAddress().getPort();
            assertThat(new MiniProgram(new MiniProgramProperties(url, "wx1", "secret")).login("code"))
                    .isEqualTo(new Login("o16wA0b4AZKzgVJR3MBwoUdTfU_E", "or4zX05h_Ykt4ju0TUfx3CQsvfTo"));
        } finally {
            platform.stop(0);
        }
    }

    private static void answer(HttpServer platform, String path, String sample) {
        platform.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = Files.readAllBytes(SAMPLES.resolve(sample));
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
