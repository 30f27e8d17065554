package io.siyu.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.SandboxPhones;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SandboxTest
class BrowserTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    PhoneCookies cookies;

    @Test
    void a_phone_opens_pages_of_the_product_and_of_nobody_else() throws Exception {
        SandboxPhones phones = new SandboxPhones(context);
        long phone = phones.phone("看客").path("id").asLong();
        JsonNode page = phones.post("phones/" + phone + "/browse", Map.of("url", "/actuator/health"))
                .expect(200)
                .json();
        assertThat(page.path("status").asInt()).isEqualTo(200);
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/";
        phones.post("phones/" + phone + "/browse", Map.of("url", url)).expectProblem(400, "sandbox.page_elsewhere");
        phones.post("phones/" + phone + "/browse", Map.of("url", "//example.com/x"))
                .expectProblem(400, "sandbox.page_elsewhere");
        elsewhere.stop(0);
    }

    @Test
    void a_scanned_page_address_is_shown_as_one_and_a_scanned_code_as_a_card() {
        SandboxPhones phones = new SandboxPhones(context);
        PlatformClient app = new PlatformClient(context.getEnvironment());
        long phone = phones.phone("看客").path("id").asLong();
        JsonNode page = phones.post("phones/" + phone + "/scan", Map.of("code", "/c/abc"))
                .expect(200)
                .json();
        assertThat(page.path("kind").asString()).isEqualTo("PAGE");
        String guide = phones.member("名片");
        String picture = app.ok(
                        "/cgi-bin/externalcontact/add_contact_way",
                        Map.of("type", 1, "scene", 2, "user", List.of(guide)))
                .path("qr_code")
                .asString();
        JsonNode card = phones.post("phones/" + phone + "/scan", Map.of("code", picture))
                .expect(200)
                .json();
        assertThat(card.path("kind").asString()).isEqualTo("CONTACT");
        assertThat(card.path("card").path("userid").asString()).isEqualTo(guide);
        assertThat(card.path("card").path("alreadyFriends").asBoolean()).isFalse();
    }

    @Test
    void each_phone_has_a_cookie_jar_of_its_own() {
        SandboxPhones phones = new SandboxPhones(context);
        long one = phones.phone("甲").path("id").asLong();
        long other = phones.phone("乙").path("id").asLong();
        cookies.keep(one, List.of("siyu_v=a1; Path=/; HttpOnly; Max-Age=3600", "deep=d; Path=/c"));
        cookies.keep(other, List.of("siyu_v=b2; Path=/"));
        assertThat(cookies.header(one, "/")).isEqualTo("siyu_v=a1");
        assertThat(cookies.header(one, "/c/abc")).isEqualTo("deep=d; siyu_v=a1");
        assertThat(cookies.header(other, "/c/abc")).isEqualTo("siyu_v=b2");
        cookies.keep(one, List.of("siyu_v=; Path=/; Max-Age=0"));
        assertThat(cookies.header(one, "/")).isEmpty();
    }
}
