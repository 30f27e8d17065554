package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
class PresenceTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    StaffDirectory staff;

    @Autowired
    LeadsAddress addresses;

    @Autowired
    Members members;

    @Test
    void a_guide_switches_themselves_off_and_on_on_their_phone_and_it_is_remembered() {
        StaffId guide = guide();
        ConsoleClient console = ConsoleClient.administrator(context);
        ConsoleClient phone = ConsoleClient.anonymous(context);
        String page = view(console, guide).path("page").asString();

        assertThat(phone.get(page).expect(200).text()).contains("正在接待新客户", "暂停接待");
        phone.postWithoutCsrf("/api" + page + "/off", Map.of());
        phone.postWithoutCsrf("/api" + page + "/off", Map.of());
        assertThat(staff.find(guide).orElseThrow().takesCustomers()).isFalse();
        assertThat(phone.get(page).expect(200).text()).contains("没有在接待新客户", "开始接待");
        phone.postWithoutCsrf("/api" + page + "/on", Map.of());

        assertThat(staff.find(guide).orElseThrow().takesCustomers()).isTrue();
        assertThat(view(console, guide).path("history"))
                .extracting(one ->
                        one.path("own").asBoolean() + " " + one.path("taking").asBoolean())
                .containsExactly("true true", "true false");
    }

    @Test
    void the_operators_switch_is_another_one_than_the_guides_own() {
        StaffId guide = guide();
        ConsoleClient console = ConsoleClient.administrator(context);
        String path = "/api/admin/staff/" + guide + "/presence";
        String page = view(console, guide).path("page").asString();

        console.put(path, Map.of("onDuty", false, "away", false)).expect(204);
        ConsoleClient.anonymous(context).postWithoutCsrf("/api" + page + "/on", Map.of());

        assertThat(staff.find(guide).orElseThrow().takesCustomers()).isFalse();
        assertThat(ConsoleClient.anonymous(context).get(page).expect(200).text())
                .contains("管理员暂停了");
        assertThat(view(console, guide).path("history").path(0).path("byName").asString())
                .isNotEmpty();
    }

    @Test
    void nobody_guesses_a_page() {
        assertThat(ConsoleClient.anonymous(context)
                        .get("/staff/duty/" + RandomCode.letters(24))
                        .expect(404)
                        .text())
                .contains("没有这个页面");
    }

    @Test
    void the_address_of_a_colleague_in_another_store_is_not_told() {
        StoreId theirs = setup.createStore("pr" + RandomCode.letters(8), "别家", "华东");
        StoreId ours = setup.createStore("pr" + RandomCode.letters(8), "本店", "华东");
        StaffId stranger = setup.createStaff(new SandboxPhones(context).member("别店"), "别店", theirs);
        StaffId colleague = setup.createStaff(new SandboxPhones(context).member("店员"), "店员", ours);
        StaffId manager = setup.createStaff(new SandboxPhones(context).member("店长"), "店长", ours);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.STORE, manager, "staff.read", "staff.write");
        console.get("/api/admin/staff/" + stranger + "/presence").expect(404);
        console.put("/api/admin/staff/" + stranger + "/presence", Map.of("onDuty", false, "away", false))
                .expect(404);
        console.get("/api/admin/staff/" + colleague + "/presence").expect(200);
    }

    @Test
    void the_address_of_leads_opens_nothing_after_its_owner_left_even_if_they_come_back() {
        String user = new SandboxPhones(context).member("离开又回来");
        StaffId guide = setup.createStaff(user, "离开又回来", null);
        String page = addresses.of(guide).orElseThrow();
        String token = page.substring(page.lastIndexOf('/') + 1);
        assertThat(addresses.ownerOf(token)).isPresent();
        members.departed(user);
        assertThat(addresses.of(guide)).isEmpty();
        members.arrived(user, "离开又回来");
        assertThat(addresses.ownerOf(token)).isEmpty();
    }

    private JsonNode view(ConsoleClient console, StaffId guide) {
        return console.get("/api/admin/staff/" + guide + "/presence")
                .expect(200)
                .json();
    }

    private StaffId guide() {
        return setup.createStaff(new SandboxPhones(context).member("导购"), "导购", null);
    }
}
