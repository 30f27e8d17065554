package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
class StaffAdminTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    StaffDirectory staff;

    @Autowired
    Members members;

    private static String code() {
        return "s-" + RandomCode.letters(8);
    }

    private static Map<String, Object> store(String code, String name, String region) {
        return Map.of("code", code, "name", name, "regionName", region);
    }

    @Test
    void a_store_is_made_changed_found_and_closed_once_nobody_works_there() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String code = code();
        long id = console.post("/api/admin/stores", store(code, "静安店", "华东"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        console.post("/api/admin/stores", store(code, "另一家", "华东")).expectProblem(409, "store.code_taken");
        console.put("/api/admin/stores/" + id, Map.of("name", "静安寺店", "regionName", "上海"))
                .expect(204);
        StaffId guide = setup.createStaff("g-" + code, "李店员", new StoreId(id));
        JsonNode found = console.get("/api/admin/stores?q=" + code).expect(200).json();
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("items").path(0).path("name").asString()).isEqualTo("静安寺店");
        assertThat(found.path("items").path(0).path("staffCount").asInt()).isEqualTo(1);
        console.delete("/api/admin/stores/" + id).expectProblem(409, "store.in_use");
        setup.assign(guide, null);
        console.delete("/api/admin/stores/" + id).expect(204);
        console.delete("/api/admin/stores/" + id).expectProblem(404, "store.not_found");
    }

    @Test
    void stores_and_employees_are_asked_for_by_their_numbers() {
        ConsoleClient console = ConsoleClient.administrator(context);
        StoreId one = setup.createStore(code(), "一店", "华东");
        StoreId other = setup.createStore(code(), "二店", "华东");
        setup.createStore(code(), "三店", "华东");
        assertThat(ids(console, "/api/admin/stores?ids=" + one + "," + other))
                .containsExactlyInAnyOrder(one.value(), other.value());
        assertThat(ids(console, "/api/admin/stores?ids=" + one + ",999999999")).containsExactly(one.value());
        StaffId guide = setup.createStaff("g-" + code(), "王小美", one);
        StaffId colleague = setup.createStaff("g-" + code(), "李小美", other);
        setup.createStaff("g-" + code(), "赵小美", one);
        String both = "/api/admin/staff?ids=" + guide + "," + colleague;
        assertThat(ids(console, both)).containsExactlyInAnyOrder(guide.value(), colleague.value());
        assertThat(ids(console, both + "&storeId=" + one)).containsExactly(guide.value());
        console.get("/api/admin/staff?ids=x").expect(400);
    }

    private static List<Long> ids(ConsoleClient console, String path) {
        JsonNode page = console.get(path).expect(200).json();
        List<Long> ids = page.path("items")
                .valueStream()
                .map(line -> line.path("id").asLong())
                .toList();
        assertThat(page.path("total").asInt()).isEqualTo(ids.size());
        return ids;
    }

    @Test
    void an_employee_is_put_into_a_store_and_off_duty() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String code = code();
        StoreId store = setup.createStore(code, "徐汇店", "华东");
        StaffId guide = setup.createStaff("g-" + code, "王小美", null);
        Map<String, Object> change = Map.of("storeId", store.value(), "onDuty", false);
        console.put("/api/admin/staff/" + guide, change).expect(204);
        JsonNode line = console.get("/api/admin/staff?q=g-" + code + "&active=true&storeId=" + store)
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(line.path("storeName").asString()).isEqualTo("徐汇店");
        assertThat(line.path("onDuty").asBoolean()).isFalse();
        assertThat(staff.guidesOf(store)).extracting(StaffMember::id).containsExactly(guide);
        console.put("/api/admin/staff/" + guide, Map.of("storeId", 999_999_999L, "onDuty", true))
                .expectProblem(400, "store.not_found");
        console.put("/api/admin/staff/999999999", change).expectProblem(404, "staff.not_found");
    }

    @Test
    void a_role_and_a_user_are_made_used_changed_and_switched_off() {
        ConsoleClient admin = ConsoleClient.administrator(context);
        long role = admin.post(
                        "/api/admin/roles",
                        Map.of("name", "客服", "scope", "ALL", "permissions", List.of("customer.read")))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        String username = "kefu-" + RandomCode.letters(8);
        Map<String, Object> user =
                new HashMap<>(Map.of("username", username, "name", "客服小王", "password", "handed over", "roleId", role));
        long id = admin.post("/api/admin/users", user)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        admin.post("/api/admin/users", user).expectProblem(409, "user.username_taken");

        ConsoleClient kefu = ConsoleClient.anonymous(context);
        kefu.signIn(username, "handed over").expect(204);
        kefu.put("/api/admin/session/password", Map.of("current", "handed over", "password", "first password"))
                .expect(204);
        kefu.get("/api/admin/customers").expect(200);
        kefu.get("/api/admin/users").expectProblem(403, "request.forbidden");

        admin.put(
                        "/api/admin/roles/" + role,
                        Map.of("name", "客服", "scope", "ALL", "permissions", List.of("staff.read")))
                .expect(204);
        kefu.get("/api/admin/customers").expectProblem(403, "request.forbidden");
        kefu.get("/api/admin/staff").expect(200);

        kefu.put("/api/admin/session/password", Map.of("current", "wrong", "password", "second password"))
                .expectProblem(400, "session.password_wrong");
        kefu.put("/api/admin/session/password", Map.of("current", "first password", "password", "second password"))
                .expect(204);
        kefu.get("/api/admin/staff").expect(200);

        admin.delete("/api/admin/roles/" + role).expectProblem(409, "role.in_use");
        admin.put("/api/admin/users/" + id + "/password", Map.of("password", "third password"))
                .expect(204);
        kefu.get("/api/admin/staff").expect(401);
        kefu.signIn(username, "third password").expect(204);
        Map<String, Object> off = Map.of("name", "客服小王", "roleId", role, "disabled", true);
        admin.put("/api/admin/users/" + id, off).expect(204);
        kefu.get("/api/admin/staff").expect(401);
        assertThat(admin.get("/api/admin/users?q=" + username)
                        .json()
                        .path("items")
                        .path(0)
                        .path("disabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void nobody_gives_or_takes_over_more_than_they_have() {
        ConsoleClient clerk = ConsoleClient.with(context, RoleScope.ALL, null, "user.read", "user.write");
        clerk.post("/api/admin/roles", Map.of("name", "越权", "scope", "ALL", "permissions", List.of("order.refund")))
                .expectProblem(403, "role.beyond_mine");
        clerk.post("/api/admin/roles", Map.of("name", "错", "scope", "ALL", "permissions", List.of("no.such")))
                .expectProblem(400, "role.permission_unknown");
        long above = setup.createUser("boss-" + RandomCode.letters(8), "a good password", "operator", null);
        clerk.put("/api/admin/users/" + above + "/password", Map.of("password", "taken over!"))
                .expectProblem(403, "role.beyond_mine");
        JsonNode roles = clerk.get("/api/admin/roles").expect(200).json().path("items");
        long adminRole = roles.valueStream()
                .filter(role -> role.path("code").asString().equals("admin"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        ConsoleClient.administrator(context)
                .put("/api/admin/roles/" + adminRole, Map.of("name", "x", "scope", "ALL", "permissions", List.of()))
                .expectProblem(409, "role.fixed");
        clerk.post(
                        "/api/admin/users",
                        Map.of("username", "newadmin", "name", "x", "password", "long enough", "roleId", adminRole))
                .expectProblem(403, "role.beyond_mine");
        long operatorRole = roles.valueStream()
                .filter(role -> role.path("code").asString().equals("operator"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        ConsoleClient.administrator(context)
                .put("/api/admin/roles/" + operatorRole, Map.of("name", "x", "scope", "ALL", "permissions", List.of()))
                .expectProblem(409, "role.fixed");
        ConsoleClient.administrator(context)
                .delete("/api/admin/roles/" + operatorRole)
                .expectProblem(409, "role.fixed");
        ConsoleClient.with(context, RoleScope.OWN, null, "user.read", "user.write")
                .post("/api/admin/roles", Map.of("name", "全", "scope", "ALL", "permissions", List.of("user.read")))
                .expectProblem(403, "role.beyond_scope");
    }

    @Test
    void nobody_reaches_farther_by_a_wider_role_or_another_employee() {
        StoreId here = setup.createStore(code(), "本店", "华东");
        StoreId there = setup.createStore(code(), "别家店", "华东");
        StaffId manager = setup.createStaff("m-" + code(), "店长", here);
        StaffId colleague = setup.createStaff("c-" + code(), "同事", here);
        StaffId stranger = setup.createStaff("s-" + code(), "外人", there);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.STORE, manager, "user.read", "user.write");
        Map<String, Object> region = Map.of("name", "大区", "scope", "REGION", "permissions", List.of("user.read"));
        console.post("/api/admin/roles", region).expectProblem(403, "role.beyond_scope");
        Map<String, Object> store = Map.of("name", "店", "scope", "STORE", "permissions", List.of("user.read"));
        long role = console.post("/api/admin/roles", store)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        console.post("/api/admin/users", user(role, stranger)).expectProblem(403, "user.staff_beyond_scope");
        console.post("/api/admin/users", user(role, colleague)).expect(201);
    }

    private static Map<String, Object> user(long role, StaffId staff) {
        return Map.of(
                "username", code(), "name", "新人", "password", "handed over", "roleId", role, "staffId", staff.value());
    }

    @Test
    void reading_needs_the_right_to_read_and_changing_the_right_to_change() {
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "staff.read");
        reader.get("/api/admin/stores").expect(200);
        reader.get("/api/admin/staff").expect(200);
        reader.post("/api/admin/stores", store(code(), "店", "区")).expectProblem(403, "request.forbidden");
        reader.post("/api/admin/staff/sync", Map.of()).expect(403);
        reader.get("/api/admin/roles").expect(403);
        ConsoleClient.anonymous(context).get("/api/admin/stores").expect(401);
    }

    @Test
    void the_directory_of_wechat_work_brings_members_and_takes_them_away() {
        SandboxPhones phones = new SandboxPhones(context);
        String userId = phones.member("周到");
        setup.syncDirectory();
        assertThat(staff.byUserId(userId)).hasValueSatisfying(member -> {
            assertThat(member.name()).isEqualTo("周到");
            assertThat(member.active()).isTrue();
        });
        phones.delete("admin/members/" + userId);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(staff.byUserId(userId).orElseThrow().active())
                                .isFalse());
    }

    @Test
    void somebody_seen_by_many_at_once_joins_once() throws Exception {
        String userId = "many-" + RandomCode.letters(8);
        List<Callable<StaffId>> sightings = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            sightings.add(() -> members.arrived(userId, "同一人"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(sightings)) {
                assertThat(one.get())
                        .isEqualTo(staff.byUserId(userId).orElseThrow().id());
            }
        }
    }
}
