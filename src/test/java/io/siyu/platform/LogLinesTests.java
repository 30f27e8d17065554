package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of the log as JSON, as {@code logging.structured.format.console} lets it be written. */
class LogLinesTests {

    private static final Logger log = (Logger) LoggerFactory.getLogger(LogLinesTests.class);

    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void listen() {
        heard.start();
        log.addAppender(heard);
    }

    @AfterEach
    void stop() {
        log.detachAppender(heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void a_line_is_one_json_object_and_carries_the_id_of_the_request(String format) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new RequestIds()
                .doFilter(
                        new MockHttpServletRequest(),
                        response,
                        (request, answer) -> log.warn("两行\nand \"quotes\"", new IllegalStateException("broken")));

        List<String> lines = line(format).lines().toList();
        assertThat(lines).hasSize(1);
        JsonNode line = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(line.path("message").asString()).isEqualTo("两行\nand \"quotes\"");
        assertThat(line.path("requestId").asString())
                .isEqualTo(response.getHeader("X-Request-Id"))
                .isNotBlank();
        assertThat(line.toString()).contains("IllegalStateException");
    }

    @Test
    void an_id_that_a_caller_gave_is_kept_when_it_is_sane_and_forgotten_after_the_request() throws Exception {
        for (String given : List.of("proxy-4711-abc", "evil\n{\"level\":\"ERROR\"}", "short")) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.addHeader("X-Request-Id", given);
            MockHttpServletResponse response = new MockHttpServletResponse();
            new RequestIds().doFilter(request, response, (one, answer) -> log.info("here"));
            assertThat(given.equals(response.getHeader("X-Request-Id"))).isEqualTo(given.startsWith("proxy"));
            assertThat(heard.list.getLast().getMDCPropertyMap())
                    .containsEntry("requestId", response.getHeader("X-Request-Id"));
        }
        assertThat(MDC.get("requestId")).isNull();
    }

    private String line(String format) {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), new MockEnvironment());
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return new String(encoder.encode(heard.list.getLast()), StandardCharsets.UTF_8);
    }
}
