package io.siyu.platform;

import io.siyu.shared.DomainException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses, wherever somebody calls, what no person writes and the database does not take: control characters, halves of a
 * character, and lists with nothing in one of their places. Line breaks and tabs are text.
 */
@ControllerAdvice
class LegibleText extends RequestBodyAdviceAdapter implements WebMvcConfigurer, HandlerInterceptor {

    /** No form of the console comes near it; a file goes another way. */
    private static final int LARGEST_BODY = 2 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**", "/sandbox/api/**", "/files/*", "/c/**");
    }

    /** A page that is printed opens whatever an advertisement has put behind its address. */
    private static boolean isPrinted(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getRequestURI().startsWith("/c/");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!isPrinted(request)) {
            request.getParameterMap().forEach((name, values) -> {
                requireLegible(name, name);
                for (String value : values) {
                    requireLegible(value, name);
                }
            });
        }
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> requireLegible(String.valueOf(value), String.valueOf(name)));
        }
        return true;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        byte[] body = message.getBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        read(body);
        return new Read(message.getHeaders(), body);
    }

    /** Looks at every text, every name and every place of a list; what is no JSON at all is told by who reads it next. */
    private static void read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
                    requireLegible(parser.getString(), pathOf(parser.streamReadContext()));
                } else if (token == JsonToken.VALUE_NULL
                        && parser.streamReadContext().inArray()) {
                    throw DomainException.invalid(pathOf(parser.streamReadContext()), "request.list_with_holes");
                }
            }
        } catch (JacksonException e) {
            // Not ours to tell.
        }
    }

    private static void requireLegible(String text, String field) {
        if (text.codePoints().anyMatch(LegibleText::illegible)) {
            boolean named = field.codePoints().noneMatch(LegibleText::illegible);
            throw DomainException.invalid(named ? field : "", "request.text_illegible");
        }
    }

    private static boolean illegible(int character) {
        boolean broken = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean space = character == '\t' || character == '\n' || character == '\r';
        return broken || (Character.isISOControl(character) && !space);
    }

    /** {@code receiver.phone}, {@code items[0].name}: as the refusals of validation name fields. */
    private static String pathOf(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String before = pathOf(context.getParent());
        if (context.inArray()) {
            return before + "[" + context.getCurrentIndex() + "]";
        }
        String name = String.valueOf(context.currentName());
        return before.isEmpty() ? name : before + "." + name;
    }

    private record Read(HttpHeaders headers, byte[] body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }
    }
}
