package io.siyu.reach.channel.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.StaffDeparted;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Codes that come and change by rule, as stores open and guides come and go. */
@SiyuTest
class TemplateRuleTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TemplateHand hand;

    @BeforeEach
    void signIn() {
        hand = new TemplateHand(context);
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void who_moves_joins_or_leaves_changes_who_receives_and_a_new_guide_gets_a_code_by_rule() {
        String store = hand.stores(1).getFirst();
        StoreId place = hand.storeId(store);
        SandboxPhones phones = new SandboxPhones(context);
        StaffId first = staff.createStaff(phones.member("导购丙"), "导购丙", place);
        long template = hand.template("GUIDE", true, List.of(place.value()));
        await().atMost(SOON).until(() -> hand.children(template) == 1);
        StaffId second = staff.createStaff(phones.member("导购丁"), "导购丁", place);
        await().atMost(SOON).until(() -> hand.children(template) == 2);
        long code = jdbc.sql("select code_id from channel_template_child where template_id = :t and staff_id = :s")
                .param("t", template)
                .param("s", first.value())
                .query(Long.class)
                .single();
        assertThat(hand.pool(code)).containsExactly(first.value());

        leave(first);
        await().atMost(SOON).until(() -> hand.pool(code).equals(List.of(second.value())));
        JsonNode row = hand.console
                .get("/api/admin/code-templates/" + template + "/codes")
                .json()
                .path("items")
                .get(0);
        assertThat(row.path("ownerLeft").asBoolean()).isTrue();
    }

    @Test
    void a_new_store_gets_its_code_by_rule_once() {
        long template = hand.template("STORE", false, List.of());
        jdbc.sql("update channel_template set automatic = true where id = :id")
                .param("id", template)
                .update();
        StoreId store = staff.createStore("N" + hand.p, "新店", "华东");
        await().atMost(SOON).until(() -> hand.children(template) == 1);
        staff.createStore("N" + hand.p, "新店", "华东");
        jdbc.sql("update channel_template set store_ids = array[:store::bigint] where id = :id")
                .param("store", store.value())
                .param("id", template)
                .update();
        hand.save(template, "STORE", true, List.of(store.value()), "欢迎", 20);
        assertThat(hand.children(template)).isEqualTo(1);
    }

    private void leave(StaffId who) {
        jdbc.sql("update staff_member set active = false, wecom_user_id = 'gone-' || id where id = :id")
                .param("id", who.value())
                .update();
        transaction.executeWithoutResult(status -> context.publishEvent(new StaffDeparted(who)));
    }
}
