package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class QuickMappingsTests {

    private static final List<String> PATTERNS = List.of(
            "/c/{code}",
            "/codes",
            "/codes/{id}",
            "/codes/{id}/figures",
            "/files/**",
            "/tree/{*rest}",
            "/a?c",
            "/{any}/end");

    private record Answering(String pattern) {}

    private final RequestMappingHandlerMapping quick = new QuickMappings().getRequestMappingHandlerMapping();
    private final RequestMappingHandlerMapping plain = new RequestMappingHandlerMapping();

    @BeforeEach
    void register() throws Exception {
        for (RequestMappingHandlerMapping mapping : List.of(quick, plain)) {
            mapping.setApplicationContext(new StaticWebApplicationContext());
            mapping.afterPropertiesSet();
            for (String pattern : PATTERNS) {
                mapping.registerMapping(
                        RequestMappingInfo.paths(pattern)
                                .options(mapping.getBuilderConfiguration())
                                .build(),
                        new Answering(pattern),
                        Answering.class.getDeclaredMethod("pattern"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/c/x, /c/{code}",
        "/c/%78, /c/{code}",
        "/%63/x, /c/{code}",
        "/c;p=1/x, /c/{code}",
        "/codes, /codes",
        "/codes/7, /codes/{id}",
        "/codes/7/figures, /codes/{id}/figures",
        "/files, /files/**",
        "/files/a/b, /files/**",
        "/tree, /tree/{*rest}",
        "/tree/a, /tree/{*rest}",
        "/abc, /a?c",
        "/nothing/end, /{any}/end",
        "/c, ",
        "/cx, ",
        "/codes/7/8/9, ",
    })
    void an_address_finds_what_it_finds_without_the_shortcut(String address, @Nullable String pattern)
            throws Exception {
        assertThat(handler(quick, address)).isEqualTo(pattern).isEqualTo(handler(plain, address));
    }

    @Test
    void a_context_path_is_not_part_of_the_address() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/shop/codes/7");
        request.setContextPath("/shop");
        ServletRequestPathUtils.parseAndCache(request);
        assertThat(quick.getHandler(request)).isNotNull();
    }

    private static @Nullable String handler(RequestMappingHandlerMapping mapping, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", address);
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain chain = mapping.getHandler(request);
        return chain == null ? null : ((Answering) ((HandlerMethod) chain.getHandler()).getBean()).pattern();
    }
}
