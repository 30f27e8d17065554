package io.siyu.sandbox.wire;

import static io.siyu.sandbox.PlatformClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.SandboxPhones;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** On paths that the product itself leaves alone, since all of it shares this platform. */
@SandboxTest
class FaultTests {

    private static final String READ = "/cgi-bin/department/get";
    private static final String LIST = "/cgi-bin/externalcontact/list_contact_way";
    private static final String ADD = "/cgi-bin/externalcontact/add_contact_way";

    @Autowired
    ApplicationContext context;

    PlatformClient app;
    SandboxPhones phones;

    @BeforeEach
    void connect() {
        app = new PlatformClient(context.getEnvironment());
        phones = new SandboxPhones(context);
    }

    @Test
    void the_next_calls_are_refused_and_no_more() {
        fault(READ, "REFUSE", Map.of("code", "45033"), 2);
        assertThat(errcode(app.get(READ + "?id=1"))).isEqualTo(45033);
        assertThat(errcode(app.get(READ + "?id=1"))).isEqualTo(45033);
        assertThat(errcode(app.get(READ + "?id=1"))).isZero();
    }

    @Test
    void a_lost_answer_means_the_work_is_done() {
        String userid = phones.member("失联");
        String state = "lost" + System.nanoTime();
        fault(ADD, "LOSE_ANSWER", Map.of(), 1);
        Map<String, Object> way = Map.of("type", 2, "scene", 2, "state", state, "user", List.of(userid));
        assertThatThrownBy(() -> app.post(ADD, way)).hasRootCauseInstanceOf(IOException.class);
        List<String> states = app.ok(LIST, Map.of("limit", 1000))
                .path("contact_way")
                .valueStream()
                .map(w -> app.ok(
                                "/cgi-bin/externalcontact/get_contact_way",
                                Map.of("config_id", w.path("config_id").asString()))
                        .path("contact_way")
                        .path("state")
                        .asString())
                .toList();
        assertThat(states).containsOnlyOnce(state);
    }

    @Test
    void a_gateway_breaks_and_an_answer_is_cut() {
        fault(READ, "BAD_GATEWAY", Map.of(), 1);
        fault(READ, "TRUNCATE", Map.of(), 1);
        String path = READ + "?id=1&access_token=" + app.token();
        assertThat(app.exchange("GET", path, null).statusCode()).isEqualTo(502);
        String half = app.exchange("GET", path, null).body();
        assertThatThrownBy(() -> Json.parse(half)).isInstanceOf(IllegalArgumentException.class);
        assertThat(app.exchange("GET", path, null).statusCode()).isEqualTo(200);
    }

    @Test
    void a_switch_can_be_put_back() {
        long id = fault(READ, "REFUSE", Map.of(), 5);
        phones.delete("admin/faults/" + id).expect(204);
        assertThat(errcode(app.get(READ + "?id=1"))).isZero();
    }

    private long fault(String path, String kind, Map<String, Object> more, int times) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("path", path);
        body.put("kind", kind);
        body.put("times", times);
        return phones.post("admin/faults", body).expect(201).json().path("id").asLong();
    }
}
