package io.siyu.reach.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffSetup;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Each thing that is watched, from its happening to the home page and to the phone of who is on call. Codes that nobody scans are one alert
 * for all, which may have come before this test: of them only the home page is looked at.
 */
@SandboxTest
class NamedAlertsTests {

    private static final Map<String, Integer> THRESHOLDS =
            Map.of("relation.lost", 1, "relation.deleted_by_guide", 1, "relation.silent", 30, "channel.silent", 7);
    private static final List<String> KINDS = List.of(
            "relation.lost",
            "relation.deleted_by_guide",
            "relation.silent",
            "channel.silent",
            "channel.capped",
            "wecom.paused");
    private static final String API = "/cgi-bin/watched";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffSetup setup;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Environment environment;

    @Autowired
    MovableClock clock;

    private final String guideName = "导购" + RandomCode.letters(6);
    private ConsoleClient console;
    private SandboxPhones phones;
    private String onCall;
    private StaffId guide;

    @BeforeEach
    void inTheMorning() {
        console = ConsoleClient.administrator(context);
        phones = new SandboxPhones(context);
        onCall = phones.member("值班");
        long staff = setup.createStaff(onCall, "值班", null).value();
        guide = setup.createStaff("w-" + RandomCode.letters(10), guideName, null);
        KINDS.forEach(kind -> set(kind, List.of(staff)));
        ZonedDateTime now = clock.instant().atZone(MovableClock.ZONE);
        ZonedDateTime ten = now.with(LocalTime.of(10, 0));
        clock.setTo((ten.isAfter(now) ? ten : ten.plusDays(1)).toInstant());
    }

    @AfterEach
    void putBack() {
        KINDS.forEach(kind -> set(kind, List.of()));
        jdbc.sql("delete from relation_follow where staff_id = :guide")
                .param("guide", guide.value())
                .update();
        jdbc.sql("delete from wecom_quota where api = :api").param("api", API).update();
    }

    @Test
    void what_happens_to_friends_codes_and_the_platform_stands_on_the_home_page_and_comes_as_a_card() {
        parted(guide, "DELETED_BY_CUSTOMER");
        parted(guide, "DELETED_BY_STAFF");
        silent(guide);
        code("没人扫", clock.instant().atOffset(ZoneOffset.UTC).minusDays(8));
        long capped = code("满额" + guideName, clock.instant().atOffset(ZoneOffset.UTC));
        full(capped, guide);
        paused();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Map<String, String> home = open();
            assertThat(home).containsKeys(KINDS.toArray(String[]::new));
            assertThat(home.get("relation.lost")).contains(guideName, "1");
            assertThat(home.get("relation.deleted_by_guide")).contains(guideName);
            assertThat(home.get("relation.silent")).contains(guideName, "1 位客户 30 天");
            assertThat(home.get("channel.capped")).contains("满额" + guideName);
            assertThat(home.get("wecom.paused")).contains(API);
            assertThat(phones.appMessages(onCall).stream()
                            .map(card -> card.path("content").path("title").asString()))
                    .contains(
                            home.get("relation.lost"),
                            home.get("relation.deleted_by_guide"),
                            home.get("relation.silent"),
                            home.get("channel.capped"),
                            home.get("wecom.paused"));
        });
    }

    /** The titles of what concerns this test, by kind. */
    private Map<String, String> open() {
        Map<String, String> titles = new HashMap<>();
        for (JsonNode one :
                console.get("/api/admin/alerts?size=200").expect(200).json().path("items")) {
            String title = one.path("title").asString();
            String kind = one.path("kind").asString();
            if (kind.equals("channel.silent") || title.contains(guideName) || title.contains(API)) {
                titles.put(kind, title);
            }
        }
        return titles;
    }

    private void set(String kind, List<Long> staff) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("enabled", true);
        body.put("threshold", THRESHOLDS.get(kind));
        if (kind.equals("relation.silent")) {
            body.put("least", 1);
        }
        body.put("card", true);
        body.put("staffIds", staff);
        console.put("/api/admin/alerts/settings/" + kind, body).expect(204);
    }

    private void parted(StaffId guide, String state) {
        friend(guide, "走了的", state, clock.instant());
    }

    private void silent(StaffId guide) {
        CustomerId customer = friend(guide, "没动静的", "FOLLOWING", clock.instant().minus(Duration.ofDays(40)));
        customers.setOwner(customer, guide, null);
    }

    private CustomerId friend(StaffId guide, String name, String state, Instant since) {
        String external = "wm" + RandomCode.letters(20);
        CustomerId customer =
                customers.findOrCreate(List.of(Identity.externalUserId(external)), Profile.named(name), since);
        jdbc.sql("""
                insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at, first_add_way,
                    added_at, latest_add_way, ended_at, reopened, remark)
                values (:customer, :staff, :external, :staff::text, :state, :since, 1, :since, 1,
                    case when :state <> 'FOLLOWING' then :now::timestamptz end, 0, '')""")
                .param("customer", customer.value())
                .param("staff", guide.value())
                .param("external", external)
                .param("state", state)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return customer;
    }

    private long code(String name, OffsetDateTime made) {
        return jdbc.sql("""
                insert into channel_code (code, name, daily_cap, tag_ids, welcome_text, skip_verify, created_at)
                values (:code, :name, 2, '{}', '', true, :at) returning id""")
                .param("code", RandomCode.letters(12))
                .param("name", name)
                .param("at", made)
                .query(Long.class)
                .single();
    }

    private void full(long code, StaffId guide) {
        jdbc.sql(
                        "insert into channel_code_guide (code_id, staff_id, weight, backup, position) values (:code, :staff, 1, false, 0)")
                .param("code", code)
                .param("staff", guide.value())
                .update();
        jdbc.sql("insert into channel_day (code_id, staff_id, day, adds) values (:code, :staff, :day, 2)")
                .param("code", code)
                .param("staff", guide.value())
                .param("day", clock.instant().atZone(MovableClock.ZONE).toLocalDate())
                .update();
    }

    private void paused() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                insert into wecom_quota (corp_id, api, minute_left, hour_left, filled_at, paused_until, pauses)
                values (:corp, :api, 0, 0, :now, :until, 1)""")
                .param("corp", String.valueOf(environment.getProperty("siyu.wecom.corp-id")))
                .param("api", API)
                .param("now", now)
                .param("until", now.plusHours(1))
                .update();
    }
}
