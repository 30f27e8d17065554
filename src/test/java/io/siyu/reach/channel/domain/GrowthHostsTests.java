package io.siyu.reach.channel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GrowthHostsTests {

    @ParameterizedTest
    @CsvSource({
        "go.example.com, /c/abc, 200",
        "GO.example.com, /c/abc, 200",
        "go.example.com, /c/, 200",
        "go.example.com, /s/abc123, 200",
        "go.example.com, /, 302",
        "go.example.com, /files/abcdefghij, 200",
        "go.example.com, /MP_verify_aB3.txt, 200",
        "go.example.com, /console/, 404",
        "GO.example.com, /api/admin/session, 404",
        "go.example.com, /c/../api/admin/session, 404",
        "go.example.com, /files/abc/../../api, 404",
        "console.example.com, /console/, 200"
    })
    void a_growth_domain_opens_growth_pages_only(String host, String path, int status)
            throws ServletException, IOException {
        GrowthDomains domains = Mockito.mock(GrowthDomains.class);
        given(domains.hosts()).willReturn(Set.of("go.example.com"));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServerName(host);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new GrowthHosts(domains).doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(status);
    }
}
