package io.siyu.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.tag.Tags;
import io.siyu.reach.ReachPhones.Guide;
import io.siyu.reach.ReachPhones.Phone;
import io.siyu.shared.RandomCode;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
@ExtendWith(BooksAgree.class)
class LiveCodeJourneyTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    ReachPhones phones;
    ConsoleClient console;

    @BeforeEach
    void signIn() {
        phones = new ReachPhones(context);
        console = ConsoleClient.administrator(context);
    }

    @Test
    void who_scans_is_welcomed_by_name_tagged_and_counted_once_however_often_it_is_told() {
        Guide guide = phones.guide("李静");
        long tag = tag();
        JsonNode code = code(List.of(guide), List.of(tag));
        Phone phone = phones.phone("小满");
        phones.slow("/cgi-bin/externalcontact/get", 50, 3);
        phones.slow("/cgi-bin/externalcontact/send_welcome_msg", 50, 1);

        phones.scanAndAdd(phone, code.path("url").asString());

        ReachPhones.eventually(() -> !phones.chat(phone, guide).isEmpty());
        assertThat(phones.chat(phone, guide)).containsExactly("小满你好，我是李静");
        long id = code.path("id").asLong();
        ReachPhones.eventually(() -> adds(id) == 1);
        phones.tellAgain("add_external_contact", 20);
        ReachPhones.eventually(() -> deliveriesDone());
        assertThat(adds(id)).isEqualTo(1);
        assertThat(phones.chat(phone, guide)).hasSize(1);
        assertWelcomeAndTag(id, tag);
        assertWhy(id, guide);
        phones.delete(phone, guide);
        ReachPhones.eventually(() -> detail(id).path("total").path("deletions").asInt() == 1);
    }

    @Test
    void the_page_shows_the_guide_under_a_strict_policy_and_the_same_visitor_keeps_the_guide() {
        Guide first = phones.guide("王芳");
        Guide second = phones.guide("赵敏");
        JsonNode code = code(List.of(first, second), List.of());
        String path = "/c/" + code.path("code").asString();
        ConsoleClient browser = ConsoleClient.anonymous(context);
        var page = browser.get(path).expect(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly");
        String shown = page.text().contains("王芳") ? "王芳" : "赵敏";
        assertThat(browser.get(path).text()).contains(shown);
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        assertThat(stranger.get(path).text()).doesNotContain(shown);
        assertThat(stranger.get("/c/neverprinted").expect(404).text()).contains("已经停用");
    }

    @Test
    void the_console_makes_edits_and_archives_a_code_and_gives_its_picture() {
        Guide guide = phones.guide("孙丽");
        JsonNode code = code(List.of(guide), List.of());
        String path = "/api/admin/codes/" + code.path("id").asLong();
        Map<String, Object> body = body(List.of(guide), List.of());
        body.put("name", "包裹卡");
        assertThat(console.put(path, body).expect(200).json().path("name").asString())
                .isEqualTo("包裹卡");
        assertThat(console.get(path + "/qr.png").expect(200).text()).contains("PNG");
        assertThat(console.get(path + "/next")
                        .expect(200)
                        .json()
                        .path("staffName")
                        .asString())
                .isEqualTo("孙丽");
        body.put("guides", List.of());
        console.post("/api/admin/codes", body).expectProblem(400, "channel.pool_empty");
        console.post(path + "/archive", Map.of()).expect(200);
        ConsoleClient visitor = ConsoleClient.anonymous(context);
        visitor.get("/c/" + code.path("code").asString()).expect(404);
        assertThat(console.get("/api/admin/codes?archived=true")
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .isPositive();
    }

    private void assertWelcomeAndTag(long codeId, long tag) {
        long customer = jdbc.sql("select customer_id from channel_acquisition where code_id = :code")
                .param("code", codeId)
                .query(Long.class)
                .single();
        JsonNode touches = console.get("/api/admin/customers/" + customer + "/touches")
                .expect(200)
                .json()
                .path("items");
        assertThat(touches.size()).isEqualTo(1);
        assertThat(touches.path(0).path("state").asString()).isEqualTo("SENT");
        System.out.println("welcome sent after "
                + touches.path(0).path("evidence").path("milliseconds").asInt() + " ms");
        ReachPhones.eventually(() -> jdbc.sql("select kind from tag_assignment where customer_id = :c and tag_id = :t")
                .param("c", customer)
                .param("t", tag)
                .query(String.class)
                .list()
                .equals(List.of("CODE")));
        assertThat(jdbc.sql("select type from timeline_activity where customer_id = :c")
                        .param("c", customer)
                        .query(String.class)
                        .list())
                .contains("scan", "channel.acquired");
    }

    private void assertWhy(long codeId, Guide guide) {
        JsonNode decision = console.get("/api/admin/codes/" + codeId + "/decisions")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(decision.path("reason").asString()).isEqualTo("TURN");
        assertThat(decision.path("why").asString()).contains(guide.name()).contains("权重");
    }

    private int adds(long id) {
        return detail(id).path("total").path("adds").asInt();
    }

    private boolean deliveriesDone() {
        return jdbc.sql("select count(*) from report_callback where pending")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private JsonNode detail(long id) {
        return console.get("/api/admin/codes/" + id).expect(200).json();
    }

    private long tag() {
        return context.getBean(Tags.class)
                .createGroup("来源" + RandomCode.letters(8), false, List.of("新客"))
                .getOrDefault("新客", 0L);
    }

    /** Made, and waited for until every guide's contact ways are there. */
    private JsonNode code(List<Guide> guides, List<Long> tags) {
        JsonNode code =
                console.post("/api/admin/codes", body(guides, tags)).expect(201).json();
        long id = code.path("id").asLong();
        ReachPhones.eventually(() -> detail(id)
                .path("guides")
                .valueStream()
                .allMatch(one -> one.path("ready").asBoolean()));
        return code;
    }

    private static Map<String, Object> body(List<Guide> guides, List<Long> tags) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "门店立牌");
        body.put(
                "guides",
                guides.stream()
                        .map(one -> Map.of("staffId", one.staff().value(), "weight", 1, "backup", false))
                        .toList());
        body.put("tagIds", tags);
        body.put("welcomeText", "{客户昵称}你好，我是{导购姓名}");
        body.put("skipVerify", true);
        return body;
    }
}
