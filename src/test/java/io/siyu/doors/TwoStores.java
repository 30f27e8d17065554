package io.siyu.doors;

import static io.siyu.journey.BrandFixtures.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.scope.Permission;
import io.siyu.journey.BrandFixtures;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A brand with two stores. In one somebody scanned, became a friend, was tagged, cared for, got a coupon and bought; the operator of
 * the other has every right there is and must see nothing of it.
 */
final class TwoStores {

    private static final Map<ApplicationContext, TwoStores> MADE = new ConcurrentHashMap<>();

    private final Map<String, String> things = new HashMap<>();
    private final JdbcClient jdbc;
    private final ConsoleClient administrator;
    private final ConsoleClient other;
    private final ShopperClient shopper;
    private final String name = "甲店的客人" + RandomCode.letters(8);

    /** Made once for all classes that share the application. */
    static TwoStores of(ApplicationContext context) {
        return MADE.computeIfAbsent(context, TwoStores::new);
    }

    /** For who spoils them. */
    static TwoStores ofItsOwn(ApplicationContext context) {
        return new TwoStores(context);
    }

    private TwoStores(ApplicationContext context) {
        jdbc = context.getBean(JdbcClient.class);
        administrator = ConsoleClient.administrator(context);
        SandboxPhones phones = new SandboxPhones(context);
        BrandFixtures brands = new BrandFixtures(context, administrator, phones);
        StaffSetup setup = context.getBean(StaffSetup.class);
        BrandFixtures.Brand brand = brands.make();
        StoreId here = setup.createStore("a-" + RandomCode.letters(8), "甲店", "甲区" + RandomCode.letters(4));
        StoreId there = setup.createStore("b-" + RandomCode.letters(8), "乙店", "乙区" + RandomCode.letters(4));
        setup.assign(new StaffId(brand.guideId()), here);
        StaffId colleague = setup.createStaff("b-" + RandomCode.letters(8), "乙店的同事", there);
        other = ConsoleClient.with(
                context,
                RoleScope.STORE,
                colleague,
                Permission.ALL.stream()
                        .filter(right -> !right.equals("job.all"))
                        .toArray(String[]::new));
        long phone = phones.phone(name).path("id").asLong();
        brands.befriend(brand, phone);
        shopper = ShopperClient.with(context, phone);
        String number = brands.buy(shopper, brand);
        things.put("number", number);
        Stream.of(
                        "reconciliation",
                        "poster-run",
                        "growth-domain",
                        "short-link",
                        "welcome-file",
                        "group-code",
                        "store-code")
                .forEach(kind -> things.put(kind, "999999999"));
        things.put("chat", aGroupOf(brand.guideId()));
        things.put("verify-file", "WW_verify_nothing.txt");
        things.put("check", "nothing");
        things.put("customer", Long.toString(shopper.customerId()));
        things.put("staff", Long.toString(brand.guideId()));
        things.put("store", here.toString());
        things.put("sku", Long.toString(brand.skuId()));
        String code = brand.codeUrl().substring(brand.codeUrl().lastIndexOf('/') + 1);
        things.put("code", one("select id from channel_code where code = :x", code));
        things.put("poster", made("/api/admin/posters", CodeThings.poster()));
        things.put("code-template", made("/api/admin/code-templates", CodeThings.template()));
        things.put("live-session", made("/api/admin/live-sessions", LiveThings.session(brand.guideId())));
        things.put("card", "1");
        things.put("card-batch", CardThings.batch(administrator, Long.parseLong(thing("code"))));
        String role = setup.createRole("甲店的角色", RoleScope.OWN, List.of("board.read"));
        setup.createUser("m-" + RandomCode.letters(10), "a password of tests", role, null);
        Map<String, ?> handover = Map.of(
                "fromStaffId",
                brand.guideId(),
                "takers",
                List.of(colleague.value()),
                "message",
                "",
                "withGroups",
                false);
        things.put("handover", made("/api/admin/handovers", handover));
        bringALead(here);
        lookUp(role);
        things.put("channel-cost", made("/api/admin/channel-costs", cost()));
        leaveFiles();
    }

    /** @return its id */
    private String made(String address, Map<String, ?> body) {
        return administrator.post(address, body).expect(201).json().path("id").asString();
    }

    /** As if the platform had told of it. */
    private String aGroupOf(long guide) {
        return jdbc.sql("""
                insert into relation_group (chat_id, name, owner_user_id, created_at, read_at)
                select 'wr' || :chat, :name, wecom_user_id, timestamptz '2026-01-05 10:00+08', timestamptz '2026-01-05 10:00+08'
                from staff_member where id = :guide returning id::text""")
                .param("chat", RandomCode.letters(30))
                .param("name", name)
                .param("guide", guide)
                .query(String.class)
                .single();
    }

    /** Of a store, as the only costs that who sees but a store sees. */
    Map<String, ?> cost() {
        return Map.of(
                "kind",
                "GIFT",
                "fromDay",
                "2026-03-01",
                "toDay",
                "2026-03-31",
                "amountFen",
                9900,
                "target",
                "STORE",
                "targetId",
                Long.parseLong(thing("store")));
    }

    private void lookUp(String role) {
        String customer = thing("customer");
        find("order", "select id from order_order where number = :x", thing("number"));
        find("product", "select product_id from catalog_sku where id = cast(:x as bigint)", thing("sku"));
        find("coupon", "select id from coupon_coupon where customer_id = cast(:x as bigint)", customer);
        find("template", "select template_id from coupon_coupon where customer_id = cast(:x as bigint)", customer);
        find("tag", "select tag_id from tag_assignment where customer_id = cast(:x as bigint)", customer);
        find("group", "select group_id from tag_tag where id = cast(:x as bigint)", thing("tag"));
        find(
                "segment",
                "select segment_id from segment_member where customer_id = cast(:x as bigint) order by 1 desc",
                customer);
        find("plan", "select plan_id from sop_enrolment where customer_id = cast(:x as bigint)", customer);
        find("callback", "select max(id) from wecom_inbox where :x <> ''", "any");
        find("role", "select id from staff_role where code = :x", role);
        find("user", "select id from staff_user where role_id = cast(:x as bigint)", thing("role"));
        find("alert", "select :x", "relation.lost");
        find("platform", "select :x", "siyu.wecom.corp-id");
        find("device", "select max(id) from staff_session where :x <> '' and user_id = " + me(), "any");
    }

    private long me() {
        return administrator
                .get("/api/admin/session")
                .expect(200)
                .json()
                .path("user")
                .path("id")
                .asLong();
    }

    /** What the administrator took out and in: nobody else's. */
    private void leaveFiles() {
        Map<String, ?> view = Map.of("name", "我的", "shared", false, "filters", Map.of());
        things.put(
                "view",
                administrator
                        .post("/api/admin/session/views", Map.of("list", "customers", "view", view))
                        .expect(201)
                        .json()
                        .path("id")
                        .asString());
        byte[] rows = "手机号,标签\n13000000000,无\n".getBytes(StandardCharsets.UTF_8);
        JsonNode checking = administrator
                .upload("/api/admin/imports?target=customer-tags", "a.csv", rows)
                .expect(202)
                .json();
        things.put("import", checking.path("importId").asString());
        JsonNode taking = administrator
                .post("/api/admin/exports", Map.of("list", "customers", "filters", Map.of("q", name)))
                .expect(202)
                .json();
        String job = taking.path("jobId").asString();
        things.put("job", job);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(administrator
                                .get("/api/admin/jobs/" + job)
                                .json()
                                .path("state")
                                .asString())
                        .isEqualTo("DONE"));
        find(
                "sheet",
                "select max(id) from transfer_sheet where name <> '' and user_id = cast(:x as bigint)",
                Long.toString(me()));
    }

    private void find(String thing, String sql, String argument) {
        things.put(thing, one(sql, argument));
    }

    private String one(String sql, String argument) {
        return await().atMost(SOON)
                .until(
                        () -> jdbc.sql(sql + " limit 1")
                                .param("x", argument)
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Of the first store, in its guide's hand. */
    private void bringALead(StoreId here) {
        String batch = administrator
                .post("/api/admin/lead-batches", Map.of("name", "甲店的线索", "source", ""))
                .expect(201)
                .json()
                .path("batch")
                .path("id")
                .asString();
        things.put("lead-batch", batch);
        String store = one("select code from staff_store where id = cast(:x as bigint)", here.toString());
        byte[] rows = ("手机号,门店编码\n139" + RandomCode.digits(8) + "," + store + "\n").getBytes(StandardCharsets.UTF_8);
        JsonNode checking = administrator
                .upload("/api/admin/imports?target=leads&about=" + batch, "leads.csv", rows)
                .expect(202)
                .json();
        String taking = "/api/admin/imports/" + checking.path("importId").asString() + "/apply";
        await().atMost(SOON).until(() -> administrator.post(taking, Map.of()).status() == 202);
        find("lead", "select id from relation_lead where batch_id = cast(:x as bigint)", batch);
    }

    /** The id of that thing of the first store. */
    String thing(String kind) {
        String id = things.get(kind);
        if (id == null) {
            throw new IllegalArgumentException("no " + kind + " was made");
        }
        return id;
    }

    /** Whether an answer tells anything of the first store's customer. */
    boolean tells(String answer) {
        return answer.contains(name)
                || answer.contains(thing("number"))
                || answer.matches("(?s).*\"customerId\":" + thing("customer") + "\\b.*");
    }

    ConsoleClient administrator() {
        return administrator;
    }

    /** Every right, in the second store; over no job but their own. */
    ConsoleClient other() {
        return other;
    }

    /** The first store's customer at the mall. */
    ShopperClient shopper() {
        return shopper;
    }
}
