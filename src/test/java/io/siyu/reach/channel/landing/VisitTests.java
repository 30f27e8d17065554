package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class VisitTests {

    @Test
    void whatever_a_request_says_what_is_kept_is_short_legible_text() {
        Seeds.forAll(300, random -> {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.addHeader("User-Agent", noise(random, random.nextInt(12_000)));
            for (int parameter = random.nextInt(500); parameter > 0; parameter--) {
                String name = random.nextBoolean() ? "utm_" + parameter : noise(random, 1 + random.nextInt(60));
                request.addParameter(name, noise(random, random.nextInt(400)));
            }
            Visit visit = Visit.of("v", request);
            assertThat(visit.agent()).hasSizeLessThanOrEqualTo(600).matches(VisitTests::legible);
            assertThat(visit.parameters()).hasSizeLessThanOrEqualTo(12);
            visit.parameters().forEach((name, value) -> {
                assertThat(name).matches("[A-Za-z0-9_]{1,40}");
                assertThat(value).isNotBlank().hasSizeLessThanOrEqualTo(400).matches(VisitTests::legible);
            });
        });
    }

    @Test
    void ten_kilobytes_of_browser_are_cut() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("User-Agent", "x".repeat(10_240));
        assertThat(Visit.of("v", request).agent()).hasSize(300);
    }

    @Test
    void apps_are_told_apart() {
        assertThat(client("Mozilla/5.0 (iPhone) MicroMessenger/8.0.60")).isEqualTo(Visit.Client.WECHAT);
        assertThat(client("Mozilla/5.0 (iPhone) wxwork/4.1 MicroMessenger/7.0.1"))
                .isEqualTo(Visit.Client.WECOM);
        assertThat(client("Mozilla/5.0 (Linux) AlipayClient/10.5")).isEqualTo(Visit.Client.ALIPAY);
        assertThat(client("Mozilla/5.0 (Macintosh)")).isEqualTo(Visit.Client.BROWSER);
        assertThat(client("curl/8.4")).isEqualTo(Visit.Client.ROBOT);
        assertThat(client("")).isEqualTo(Visit.Client.UNKNOWN);
    }

    private static Visit.Client client(String agent) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("User-Agent", agent);
        return Visit.of("v", request).client();
    }

    /** Letters, control characters, halves of characters, whole ones beyond the first plane. */
    private static String noise(Random random, int length) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, length)
                .map(place -> random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(128))
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean legible(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || (point >= 0xD800 && point <= 0xDFFF));
    }
}
