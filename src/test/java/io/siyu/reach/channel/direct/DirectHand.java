package io.siyu.reach.channel.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.shared.StaffId;
import io.siyu.testing.SandboxPhones;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Direct codes at the sandbox's platform, and who is behind them there. */
final class DirectHand {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String UPDATE = "POST /cgi-bin/externalcontact/update_contact_way";

    private final Codes codes;
    private final CodeRows rows;
    private final DirectWays ways;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final SandboxPhones phones;
    private final LiveCodeFixtures fixtures;

    DirectHand(ApplicationContext context) {
        this.codes = context.getBean(Codes.class);
        this.rows = context.getBean(CodeRows.class);
        this.ways = context.getBean(DirectWays.class);
        this.clock = context.getBean(Clock.class);
        this.jdbc = context.getBean(JdbcClient.class);
        this.phones = new SandboxPhones(context);
        this.fixtures = new LiveCodeFixtures(context);
    }

    /** Made by the platform, its picture read, and the first list told. */
    long made(CodeDraft draft) {
        long code = codes.create(draft).id();
        await().atMost(SOON)
                .until(() -> ways.of(code)
                        .filter(way -> way.content() != null && way.told() != null)
                        .isPresent());
        return code;
    }

    DirectWays.Way way(long code) {
        return ways.of(code).orElseThrow();
    }

    String printed(long code) {
        return codes.printed(List.of(rows.require(code))).getOrDefault(code, "");
    }

    List<String> behind(long code) {
        return jdbc.sql("select unnest(users) from sandbox_contact_way where config_id = :config order by 1")
                .param("config", way(code).configId())
                .query(String.class)
                .list();
    }

    void awaitBehind(long code, StaffId... wanted) {
        await().atMost(SOON).untilAsserted(() -> assertThat(behind(code)).isEqualTo(userIds(wanted)));
        await().atMost(SOON).until(() -> way(code).told() != null);
    }

    void awaitLooked(long code) {
        await().atMost(SOON)
                .until(() -> jdbc.sql(
                                "select due_at > :now and claimed_until is null from channel_direct where code_id = :code")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("code", code)
                        .query(Boolean.class)
                        .single());
    }

    List<String> userIds(StaffId... some) {
        return List.of(some).stream().map(fixtures::userIdOf).sorted().toList();
    }

    /** A switch that does nothing but count. */
    long counting(long code) {
        return phones.post(
                        "admin/faults",
                        Map.of(
                                "path",
                                UPDATE,
                                "kind",
                                "SLOW",
                                "millis",
                                0,
                                "times",
                                100,
                                "about",
                                String.valueOf(way(code).configId())))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    int left(long fault) {
        return phones.get("admin/faults/" + fault)
                .expect(200)
                .json()
                .path("remaining")
                .asInt();
    }

    void onDuty(StaffId guide, boolean on) {
        jdbc.sql("update staff_member set on_duty = :on where id = :id")
                .param("on", on)
                .param("id", guide.value())
                .update();
    }

    void befriend(long code, StaffId guide) {
        long phone = phones.phone("林女士").path("id").asLong();
        phones.post(
                        "phones/" + phone + "/friends",
                        Map.of("configId", String.valueOf(way(code).configId()), "userid", fixtures.userIdOf(guide)))
                .expect(200);
    }
}
