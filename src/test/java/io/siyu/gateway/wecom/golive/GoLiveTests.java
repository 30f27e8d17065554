package io.siyu.gateway.wecom.golive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.crypto.InstalledKeys;
import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.siyu.people.staff.StaffSetup;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Each requirement of going live, as it is and as it fails: played by the sandbox's switches wherever the platform decides. */
@SiyuTest
class GoLiveTests {

    private static final String GOLIVE = "/api/admin/wecom/golive";
    private static final String FOLLOWERS = "/cgi-bin/externalcontact/get_follow_user_list";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    WeComProperties properties;

    ConsoleClient console;
    SandboxPhones phones;

    @BeforeEach
    void open() {
        console = ConsoleClient.administrator(context);
        phones = new SandboxPhones(context);
    }

    @AfterEach
    void fineWeather() {
        phones.delete("admin/faults").expect(204);
    }

    @ParameterizedTest
    @CsvSource({
        "credentials, /cgi-bin/gettoken, 40001, credentials.40001",
        "credentials, /cgi-bin/gettoken, 40013, credentials.40013",
        "trusted-address, " + FOLLOWERS + ", 60020, address.60020",
        "permission, " + FOLLOWERS + ", 48002, permission.missing",
        "permission, /cgi-bin/externalcontact/get_corp_tag_list, 43012, permission.missing",
        "permission, /cgi-bin/externalcontact/list_contact_way, 84074, permission.missing",
        "visible-range, /cgi-bin/department/list, 60011, range.nobody",
    })
    void what_the_platform_refuses_is_shown_as_what_it_is_and_is_over_when_it_is(
            String check, String path, String errcode, String code) {
        refuse(path, errcode, 1);
        JsonNode failed = look(check);
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("code").asString()).isEqualTo(code);
        if (errcode.equals("60020")) {
            assertThat(failed.path("arguments").path(0).asString())
                    .as("the address to trust")
                    .isEqualTo("203.0.113.7");
        }
        assertThat(look(check).path("state").asString()).isEqualTo("OK");
        assertThat(overview(check)).isEqualTo("OK");
    }

    @Test
    void a_platform_that_does_not_answer_says_nothing_about_us() {
        phones.post("admin/faults", Map.of("path", "/cgi-bin/gettoken", "kind", "BAD_GATEWAY", "times", 1))
                .expect(201);
        assertThat(look("credentials").path("state").asString()).isEqualTo("UNKNOWN");
        refuse(FOLLOWERS, "-1", 4);
        assertThat(look("permission").path("state").asString()).isEqualTo("UNKNOWN");
    }

    @Test
    void guides_who_are_not_verified_not_active_or_not_seen_are_listed_by_name() {
        String verified = phones.member("实名");
        String unverified = phones.member("未实名");
        String inactive = phones.member("未激活");
        String hidden = phones.member("看不见");
        context.getBean(StaffSetup.class).createStaff(hidden, "看不见", null);
        member(unverified, "未实名", Map.of("verified", false));
        member(inactive, "未激活", Map.of("status", "4"));
        assertThat(people(look("guides")))
                .contains("未实名 REFUSED 40098", "未激活 REFUSED 41054")
                .noneMatch(person -> person.startsWith("实名"));
        member(hidden, "看不见", Map.of("visible", false));
        context.getBean(StaffSetup.class).createStaff(hidden, "看不见", null);
        assertThat(people(look("visible-range"))).contains("看不见 MISCONFIGURED 60011");
        assertThat(jdbc.sql("select count(*) from sandbox_contact_way where state like 'checkup-%'")
                        .query(Long.class)
                        .single())
                .as("nothing is left at the platform")
                .isZero();
        member(unverified, "未实名", Map.of());
        member(inactive, "未激活", Map.of());
        member(hidden, "看不见", Map.of());
        assertThat(people(look("guides"))).noneMatch(person -> person.startsWith("未"));
        assertThat(verified).isNotBlank();
    }

    @Test
    void a_name_that_is_not_set_is_noticed() {
        assertThat(look("public-address").path("code").asString()).isEqualTo("public.not_set");
    }

    @Test
    void a_clock_that_is_astray_is_seen_by_the_callbacks() {
        told(Duration.ofMinutes(-5));
        JsonNode ahead = look("clock");
        assertThat(ahead.path("code").asString()).isEqualTo("clock.ahead");
        assertThat(Long.parseLong(ahead.path("arguments").path(0).asString())).isBetween(295L, 330L);
        told(Duration.ofMinutes(5));
        assertThat(look("clock").path("code").asString()).isEqualTo("clock.behind");
        told(Duration.ZERO);
        assertThat(look("clock").path("code").asString()).isEqualTo("clock.ok");
    }

    @Test
    void the_file_for_the_trusted_domain_is_served_at_the_root() {
        String name = "WW_verify_AbCdEf1234567890.txt";
        assertThat(look("verify-file").path("code").asString()).isEqualTo("verify.none");
        console.put(GOLIVE + "/files/" + name, Map.of("content", "AbCdEf1234567890"))
                .expect(204);
        assertThat(ConsoleClient.anonymous(context).get("/" + name).expect(200).text())
                .isEqualTo("AbCdEf1234567890");
        assertThat(look("verify-file").path("code").asString()).isEqualTo("verify.ok");
        console.put(GOLIVE + "/files/index.html", Map.of("content", "x")).expect(400);
        console.put(GOLIVE + "/files/" + name, Map.of("content", "<script>")).expect(400);
        console.delete(GOLIVE + "/files/" + name).expect(204);
        ConsoleClient.anonymous(context).get("/" + name).expect(404);
    }

    @Test
    void whoever_holds_a_copy_of_the_master_key_knows_its_fingerprint() throws Exception {
        Path data = Path.of(context.getEnvironment().getRequiredProperty("siyu.data-dir"));
        String text = new InstalledKeys(context.getEnvironment(), data).text().orElseThrow();
        String fingerprint = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(look("master-key").path("code").asString()).isEqualTo("key.unproved");
        console.post(GOLIVE + "/key-copy", Map.of("fingerprint", "00000000")).expect(400);
        console.post(GOLIVE + "/key-copy", Map.of("fingerprint", fingerprint.substring(0, 8)))
                .expect(204);
        assertThat(look("master-key").path("code").asString()).isEqualTo("key.ok");
    }

    @Test
    void sandbox_and_real_data_are_never_mixed() {
        assertThatThrownBy(() -> corporation("wwreal", false).afterPropertiesSet())
                .isInstanceOfSatisfying(OtherCorporation.class, refusal -> {
                    FailureAnalysis told = new OtherCorporationFailureAnalyzer().analyze(refusal, refusal);
                    assertThat(told.getDescription()).contains("sandbox", "wwreal");
                    assertThat(told.getAction()).contains("empty database", "siyu.data-dir");
                });
        corporation("another-sandbox", true).afterPropertiesSet();
        corporation(String.valueOf(properties.corpId()), true).afterPropertiesSet();
        assertThat(console.get(GOLIVE).expect(200).json().path("corpId").asString())
                .isEqualTo(properties.corpId());
    }

    @Test
    void an_alert_names_the_remedy_and_goes_with_the_first_call_that_is_let_in() {
        refuse(FOLLOWERS, "60020", 1);
        look("trusted-address");
        Pollers pollers = context.getBean(Pollers.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            pollers.wake("wecom.platform-watch");
            return alerts(true).contains("203.0.113.7");
        });
        look("trusted-address");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            pollers.wake("wecom.platform-watch");
            return !alerts(true).contains("203.0.113.7");
        });
    }

    private String alerts(boolean open) {
        return console.get("/api/admin/alerts?open=" + open).expect(200).text();
    }

    private Corporation corporation(String corpId, boolean sandbox) {
        return new Corporation(jdbc, clock, new WeComProperties("", corpId, 1, "secret", null, null), sandbox);
    }

    private JsonNode look(String check) {
        return console.post(GOLIVE + "/checks/" + check, Map.of()).expect(200).json();
    }

    private String overview(String check) {
        return console.get(GOLIVE)
                .expect(200)
                .json()
                .path("checks")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(check))
                .map(one -> one.path("state").asString())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> people(JsonNode result) {
        return result.path("people")
                .valueStream()
                .map(person -> person.path("name").asString("") + " "
                        + person.path("problem").asString())
                .toList();
    }

    private void refuse(String path, String errcode, int times) {
        phones.post("admin/faults", Map.of("path", path, "kind", "REFUSE", "code", errcode, "times", times))
                .expect(201);
    }

    private void member(String userId, String name, Map<String, Object> otherwise) {
        Map<String, Object> form = new HashMap<>(Map.of("name", name, "departments", List.of(1)));
        form.putAll(otherwise);
        phones.put("admin/members/" + userId, form).expect(200);
    }

    /** Five callbacks that say they were sent so long from now. */
    private void told(Duration from) {
        String guide = phones.member("钟");
        long before = callbacks();
        Map<String, Object> friend = Map.of(
                "name",
                "钟表",
                "userid",
                guide,
                "addedAt",
                clock.instant().plus(from).toString());
        phones.post("admin/seed", Map.of("friends", Collections.nCopies(5, friend), "callbacks", true))
                .expect(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> callbacks() >= before + 5);
    }

    private long callbacks() {
        return jdbc.sql("select count(*) from wecom_inbox").query(Long.class).single();
    }
}
