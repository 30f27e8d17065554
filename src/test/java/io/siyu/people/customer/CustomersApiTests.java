package io.siyu.people.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class CustomersApiTests {

    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    @Autowired
    ApplicationContext context;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    StaffSetup setup;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient jdbc;

    private CustomerId somebody(String name) {
        return customers.findOrCreate(
                List.of(Identity.unionId("u-" + RandomCode.letters(12))), Profile.named(name), AT);
    }

    @Test
    void a_customer_outside_the_scope_is_not_there() {
        StoreId here = setup.createStore("h-" + RandomCode.letters(8), "这家店", "甲区" + RandomCode.letters(4));
        StoreId there = setup.createStore("t-" + RandomCode.letters(8), "那家店", "乙区" + RandomCode.letters(4));
        StaffId guide = setup.createStaff("g-" + RandomCode.letters(8), "导购", here);
        StaffId colleague = setup.createStaff("g-" + RandomCode.letters(8), "同事", here);
        String name = "范围" + RandomCode.letters(6);
        CustomerId mine = somebody(name + "甲");
        CustomerId ours = somebody(name + "乙");
        CustomerId theirs = somebody(name + "丙");
        customers.setOwner(mine, guide, here);
        customers.setOwner(ours, colleague, here);
        customers.setOwner(theirs, null, there);

        assertThat(namesSeenBy(RoleScope.ALL, guide, name)).containsExactly(name + "丙", name + "乙", name + "甲");
        assertThat(namesSeenBy(RoleScope.REGION, guide, name)).containsExactly(name + "乙", name + "甲");
        assertThat(namesSeenBy(RoleScope.STORE, guide, name)).containsExactly(name + "乙", name + "甲");
        assertThat(namesSeenBy(RoleScope.OWN, guide, name)).containsExactly(name + "甲");
        assertThat(namesSeenBy(RoleScope.OWN, null, name)).isEmpty();

        ConsoleClient own = ConsoleClient.scoped(context, RoleScope.OWN, guide);
        own.get("/api/admin/customers/" + mine).expect(200);
        for (String part : List.of("", "/identities", "/merges", "/consents", "/timeline")) {
            own.get("/api/admin/customers/" + ours + part).expectProblem(404, "customer.not_found");
            own.get("/api/admin/customers/999999999" + part).expectProblem(404, "customer.not_found");
        }
        own.put("/api/admin/customers/" + ours + "/profile", Map.of("name", "改名"))
                .expectProblem(404, "customer.not_found");
        own.put("/api/admin/customers/" + ours + "/consent", Map.of("purpose", "MARKETING", "accepted", false))
                .expectProblem(404, "customer.not_found");
        own.post("/api/admin/customers/" + ours + "/phone", Map.of()).expectProblem(404, "customer.not_found");
    }

    private List<String> namesSeenBy(RoleScope scope, @org.jspecify.annotations.Nullable StaffId staff, String name) {
        ConsoleClient console = ConsoleClient.with(context, scope, staff, "customer.read");
        return console.get("/api/admin/customers?q="
                        + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(line -> line.path("name").asString())
                .toList();
    }

    @Test
    void without_the_right_or_without_a_session_nothing_is_shown() {
        CustomerId customer = somebody("无权");
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "customer.read");
        ConsoleClient other = ConsoleClient.with(context, RoleScope.ALL, null, "order.read");
        ConsoleClient nobody = ConsoleClient.anonymous(context);
        for (String path : List.of(
                "",
                "/" + customer,
                "/" + customer + "/identities",
                "/" + customer + "/merges",
                "/" + customer + "/consents",
                "/" + customer + "/timeline")) {
            reader.get("/api/admin/customers" + path).expect(200);
            other.get("/api/admin/customers" + path).expectProblem(403, "request.forbidden");
            nobody.get("/api/admin/customers" + path).expectProblem(401, "request.unauthenticated");
        }
        reader.put("/api/admin/customers/" + customer + "/profile", Map.of("name", "x"))
                .expect(403);
        reader.put("/api/admin/customers/" + customer + "/consent", Map.of("purpose", "SERVICE", "accepted", true))
                .expect(403);
        reader.post("/api/admin/customers/" + customer + "/phone", Map.of()).expect(403);
    }

    @Test
    void the_list_is_read_slice_by_slice_without_gap_or_double() {
        StaffId owner = setup.createStaff("g-" + RandomCode.letters(8), "名单导购", null);
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            CustomerId customer = somebody("名单" + i);
            customers.setOwner(customer, owner, null);
            made.addFirst(customer.value());
        }
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, "customer.read");
        List<Long> read = new ArrayList<>();
        String after = "";
        do {
            JsonNode slice = console.get("/api/admin/customers?size=3&ownerStaffId=" + owner + after)
                    .expect(200)
                    .json();
            slice.path("items").forEach(line -> read.add(line.path("id").asLong()));
            assertThat(slice.path("items").path(0).path("ownerStaffName").asString())
                    .isEqualTo("名单导购");
            after = slice.has("next") ? "&after=" + slice.path("next").asString() : "";
        } while (!after.isEmpty());
        assertThat(read).containsExactlyElementsOf(made);
    }

    @Test
    void a_phone_is_masked_found_whole_and_shown_only_with_the_right_and_a_note() {
        String number = "13" + RandomCode.digits(9);
        CustomerId customer = customers.findOrCreate(List.of(Identity.phone(number)), Profile.named("有电话"), AT);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, "customer.read", "customer.phone");
        JsonNode hit = console.get("/api/admin/customers?q=" + number).json().path("items");
        assertThat(hit.size()).isEqualTo(1);
        assertThat(hit.path(0).path("maskedPhone").asString()).isEqualTo("***" + number.substring(7));
        assertThat(console.get("/api/admin/customers/" + customer).text()).doesNotContain(number);
        assertThat(console.get("/api/admin/customers/" + customer + "/identities")
                        .text())
                .doesNotContain(number);
        assertThat(console.post("/api/admin/customers/" + customer + "/phone", Map.of())
                        .expect(200)
                        .json()
                        .path("phone")
                        .asString())
                .isEqualTo(number);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'customer.phone.show' and object_id = :id")
                        .param("id", customer.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        CustomerId without = somebody("无电话");
        console.post("/api/admin/customers/" + without + "/phone", Map.of())
                .expectProblem(404, "customer.phone_unknown");
    }

    @Test
    void profile_and_consent_are_changed_and_the_change_of_mind_is_kept() {
        CustomerId customer = somebody("旧名");
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, "customer.read", "customer.write");
        console.put(
                        "/api/admin/customers/" + customer + "/profile",
                        Map.of("name", "新名", "gender", "FEMALE", "birthday", "1990-05-06"))
                .expect(204);
        console.put("/api/admin/customers/" + customer + "/consent", Map.of("purpose", "MARKETING", "accepted", false))
                .expect(204);
        JsonNode detail = console.get("/api/admin/customers/" + customer).json();
        assertThat(detail.path("name").asString()).isEqualTo("新名");
        assertThat(detail.path("gender").asString()).isEqualTo("FEMALE");
        assertThat(detail.path("birthday").asString()).isEqualTo("1990-05-06");
        assertThat(detail.path("refuses").path(0).asString()).isEqualTo("MARKETING");
        assertThat(console.get("/api/admin/customers/" + customer + "/consents").text())
                .contains("operator:");
        console.put("/api/admin/customers/" + customer + "/profile", Map.of("birthday", "2999-01-01"))
                .expectProblem(400, "request.invalid");
    }

    @Test
    void the_timeline_of_a_merged_person_is_shown_as_one_under_either_number() {
        Identity union = Identity.unionId("u-" + RandomCode.letters(12));
        Identity open = Identity.openId("wx-test", "o-" + RandomCode.letters(12));
        CustomerId older = customers.findOrCreate(List.of(union), Profile.named("老客"), AT);
        CustomerId younger = customers.findOrCreate(List.of(open), Profile.UNKNOWN, AT);
        timeline.record(new Activity(older, "scan", AT, 0, Map.of(), "test", "a" + older));
        timeline.record(new Activity(younger, "order.paid", AT.plusSeconds(5), 990, Map.of(), "test", "b" + younger));
        customers.findOrCreate(List.of(union, open), Profile.UNKNOWN, AT);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, "customer.read");
        for (CustomerId either : List.of(older, younger)) {
            JsonNode items = console.get("/api/admin/customers/" + either + "/timeline?size=1")
                    .expect(200)
                    .json();
            assertThat(items.path("items").path(0).path("type").asString()).isEqualTo("order.paid");
            JsonNode rest = console.get("/api/admin/customers/" + either + "/timeline?after="
                            + items.path("next").asString())
                    .json();
            assertThat(rest.path("items").path(0).path("type").asString()).isEqualTo("scan");
            JsonNode detail = console.get("/api/admin/customers/" + either).json();
            assertThat(detail.path("id").asLong()).isEqualTo(older.value());
            assertThat(detail.path("mergedFrom").path(0).path("customerId").asLong())
                    .isEqualTo(younger.value());
        }
        console.get("/api/admin/customers/" + older + "/timeline?after=nonsense")
                .expect(400);
    }

    @Test
    void a_friend_who_signs_in_to_the_mall_is_the_same_person_and_brings_their_phone() {
        SandboxPhones phones = new SandboxPhones(context);
        JsonNode phone = phones.phone("林小雨");
        long phoneId = phone.path("id").asLong();
        ShopperClient shopper = ShopperClient.with(context, phoneId);
        JsonNode me = shopper.get("/api/mall/me").expect(200).json();
        assertThat(me.path("customerId").asLong()).isEqualTo(shopper.customer().value());
        assertThat(customers.find(Identity.unionId(phone.path("unionid").asString())))
                .contains(shopper.customer());

        ShopperClient again = ShopperClient.with(context, phoneId);
        assertThat(again.customer()).isEqualTo(shopper.customer());
        assertThat(again.token()).isNotEqualTo(shopper.token());

        String number = phone.path("phone").asString();
        CustomerId known = customers.findOrCreate(List.of(Identity.phone(number)), Profile.named("线下会员"), AT);
        String code = phones.post("phones/" + phoneId + "/mini/phone-number", null)
                .expect(200)
                .json()
                .path("code")
                .asString();
        JsonNode told = shopper.post("/api/mall/phone", Map.of("code", code))
                .expect(200)
                .json();
        assertThat(told.path("maskedPhone").asString()).isEqualTo("***" + number.substring(number.length() - 4));
        assertThat(customers.survivor(known)).isEqualTo(customers.survivor(shopper.customer()));
        assertThat(again.get("/api/mall/me").json().path("name").asString()).isEqualTo("线下会员");

        shopper.post("/api/mall/sign-out", null).expect(204);
        shopper.get("/api/mall/me").expectProblem(401, "request.unauthenticated");
        again.get("/api/mall/me").expect(200);
        ConsoleClient.anonymous(context)
                .post("/api/mall/sign-in", Map.of("code", "not a code"))
                .expectProblem(400, "wechat.code_invalid");
        assertThat(jdbc.sql("select t::text from customer_shopper_token t")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(again.token()));
    }

    @Test
    void a_friend_added_in_wechat_work_becomes_a_customer_and_is_the_shopper_too() {
        SandboxPhones phones = new SandboxPhones(context);
        String userId = phones.member("顾问");
        // A callback of long ago would be refused as replayed.
        Instant now = context.getBean(Clock.class).instant();
        Map<String, Object> friend = Map.of("name", "新朋友", "userid", userId, "addedAt", now.toString(), "gender", 2);
        JsonNode seeded = phones.post("admin/seed", Map.of("friends", List.of(friend), "callbacks", true))
                .expect(200)
                .json()
                .path("friends")
                .path(0);
        Identity external =
                Identity.externalUserId(seeded.path("externalUserid").asString());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(customers.find(external)).isPresent());
        ShopperClient shopper =
                ShopperClient.with(context, seeded.path("phoneId").asLong());
        assertThat(customers.find(external)).contains(shopper.customer());
        CustomerCard card = customers.card(shopper.customer());
        assertThat(card.name()).isEqualTo("新朋友");
        assertThat(customers.externalUserIdOf(shopper.customer())).contains(external.value());
    }
}
