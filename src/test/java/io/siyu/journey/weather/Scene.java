package io.siyu.journey.weather;

import static org.awaitility.Awaitility.await;

import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A brand in the sandbox, and the switches of its weather. */
final class Scene {

    static final Duration SOON = Duration.ofSeconds(30);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final ApplicationContext context;
    final ConsoleClient console;
    final SandboxPhones phones;
    final JdbcClient jdbc;

    Scene(ApplicationContext context) {
        this.context = context;
        this.console = ConsoleClient.administrator(context);
        this.phones = new SandboxPhones(context);
        this.jdbc = context.getBean(JdbcClient.class);
        waitForMorning();
    }

    /** An employee with a code of their own that customers may scan. */
    record Guide(String userId, StaffId id, String name, String configId) {}

    /** Somebody with a phone, and who they are to us. */
    record Friend(long phone, String external, CustomerId customer) {}

    Guide guide() {
        String name = "guide" + RandomCode.letters(8);
        String userId = phones.member(name);
        StaffId id = bean(StaffSetup.class).createStaff(userId, name, null);
        String configId = bean(ContactWays.class)
                .add(List.of(userId), RandomCode.letters(12), true, "")
                .configId();
        return new Guide(userId, id, name, configId);
    }

    /** Scans and adds, without waiting for anything. */
    void befriend(long phone, Guide guide) {
        phones.post("phones/" + phone + "/friends", Map.of("configId", guide.configId(), "userid", guide.userId()))
                .expect(200);
    }

    Friend friendOf(Guide guide) {
        JsonNode made = phones.phone("林女士");
        String external = made.path("externalUserid").asString();
        befriend(made.path("id").asLong(), guide);
        CustomerId customer = await().atMost(SOON)
                .until(
                        () -> bean(CustomerDirectory.class).find(Identity.externalUserId(external)),
                        found -> found.isPresent())
                .orElseThrow();
        await().atMost(SOON).until(() -> bean(Relations.class).follows(guide.id(), customer));
        return new Friend(made.path("id").asLong(), external, customer);
    }

    boolean employs(String userId) {
        return bean(StaffDirectory.class)
                .byUserId(userId)
                .filter(member -> member.active())
                .isPresent();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** @return the number of the switch */
    long switchOn(Map<String, Object> fault, @org.jspecify.annotations.Nullable String about) {
        Map<String, Object> body = new HashMap<>(fault);
        if (about != null) {
            body.put("about", about);
        }
        return phones.post("admin/faults", body).expect(201).json().path("id").asLong();
    }

    /** How many calls a switch has not touched yet. */
    int left(long fault) {
        return phones.get("admin/faults/" + fault)
                .expect(200)
                .json()
                .path("remaining")
                .asInt();
    }

    void forward(Duration time) {
        phones.post("clock", Map.of("forwardSeconds", time.toSeconds())).expect(200);
    }

    /** Whatever waits for its next try finds that it is time. */
    void letTimePass() {
        forward(Duration.ofSeconds(20));
        Pollers pollers = bean(Pollers.class);
        List.of(
                        "sandbox.delivery",
                        "wecom.inbox",
                        "wecom.reconciliation",
                        "staff.directory",
                        "channel.contact-ways",
                        "channel.join-ways",
                        "channel.remarks",
                        "relation.groups",
                        "tag.library",
                        "tag.push",
                        "outreach.send",
                        "payment.refund",
                        "payment.reconciliation")
                .forEach(pollers::wake);
    }

    long count(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Long.class).single();
    }

    /** Guides are left in peace at night. */
    private void waitForMorning() {
        OffsetDateTime now = OffsetDateTime.parse(
                phones.get("clock").expect(200).json().path("now").asString());
        OffsetDateTime ten =
                now.atZoneSameInstant(ZONE).with(LocalTime.of(10, 0)).toOffsetDateTime();
        forward(Duration.between(now, ten.isAfter(now) ? ten : ten.plusDays(1)).plusSeconds(1));
    }
}
