package io.siyu.reach.channel.shortlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTests {

    private static final Set<String> HOSTS = Set.of("brand.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/c/abcdefghij",
                "/c/abcdefghij?utm_source=wechat&utm_medium=menu",
                "/c/g/abc",
                "/h5/products/12",
                "https://brand.example.com/",
                "https://BRAND.example.com/a?b=c#d"
            })
    void pages_of_ours_and_at_allowed_hosts_are_fine(String target) {
        assertThat(Targets.allowed(target, HOSTS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/console/codes",
                "/api/admin/codes",
                "//evil.example/c/abc",
                "/c//evil.example",
                "/c/../console",
                "/c/abc\r\nSet-Cookie: a=b",
                "/\\evil.example",
                "https://evil.example/",
                "http://brand.example.com/",
                "https://brand.example.com:8443/",
                "https://brand.example.com@evil.example/",
                "https://evil.example\\@brand.example.com/",
                "https://brand.example.com.evil.example/",
                "https:brand.example.com",
                "javascript:alert(1)",
                "data:text/html,x"
            })
    void anything_else_is_refused(String target) {
        assertThat(Targets.allowed(target, HOSTS)).isFalse();
    }

    @Test
    void hosts_are_names_with_a_dot() {
        assertThat(Targets.host("brand.example.com")).isTrue();
        assertThat(Targets.host("localhost")).isFalse();
        assertThat(Targets.host("127.0.0.1")).isFalse();
        assertThat(Targets.host("a.com/b")).isFalse();
    }
}
