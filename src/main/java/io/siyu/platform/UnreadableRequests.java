package io.siyu.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat refuses before any of our code sees it, an address that is no UTF-8 above all, in the words of {@link Problems}. */
@Configuration(proxyBeanMethods = false)
class UnreadableRequests {

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(MessageSource texts) {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(null);
                host.getPipeline().addValve(new ProblemValve(texts));
            }
        });
    }

    private static final class ProblemValve extends ErrorReportValve {

        private final MessageSource texts;

        ProblemValve(MessageSource texts) {
            this.texts = texts;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            String code = status < 500 ? "request.invalid" : "request.failed";
            String text = texts.getMessage(code, null, code, Locale.SIMPLIFIED_CHINESE);
            String body = JsonMapper.shared()
                    .writeValueAsString(Map.of("status", status, "code", code, "detail", String.valueOf(text)));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            try {
                response.getReporter().write(body);
                response.finishResponse();
            } catch (IOException e) {
                // Nobody listens any more.
            }
        }
    }
}
