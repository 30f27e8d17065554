package io.siyu.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.doors.Things.Reach;
import io.siyu.doors.Things.Thing;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** Every operation that names somebody or something, in the hands of those who must not see or touch it. */
@SiyuTest
class ScopeMatrixTests {

    /** Whoever may read the audit reads all of it. */
    private static final Set<String> TELL_ALL = Set.of("GET /api/admin/audit");

    /** Lists and pages that tell of the first store's customer: the walk below is worth something only while it meets these. */
    private static final List<String> MUST_TELL = List.of(
            "GET /api/admin/customers",
            "GET /api/admin/orders",
            "GET /api/admin/groups",
            "GET /api/admin/tasks",
            "GET /api/admin/coupon-templates/{id}/coupons",
            "GET /api/admin/segments/{id}/members",
            "GET /api/admin/segments/{id}/flips",
            "GET /api/admin/sops/{id}/enrolments");

    private static final Set<String> OPEN_AT_THE_MALL = Set.of(
            "POST /api/mall/sign-in",
            "GET /api/mall/categories",
            "GET /api/mall/products",
            "GET /api/mall/products/{id}");

    @Autowired
    ApplicationContext context;

    private TwoStores stores;
    private Bodies bodies;

    @BeforeEach
    void make() {
        stores = TwoStores.of(context);
        bodies = new Bodies(context, stores);
    }

    @Test
    void every_id_in_a_path_is_a_known_thing() {
        List<String> unknown = new ArrayList<>();
        for (Operation operation : Operation.under(context, "/api/")) {
            for (Operation.Parameter parameter : operation.parameters()) {
                if (parameter.in().equals("path") && Things.at(operation.path(), parameter.name()) == null) {
                    unknown.add(operation + " {" + parameter.name() + "}: say in Things what this is and whose");
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void what_belongs_to_another_store_or_to_somebody_else_is_not_there() {
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        for (Operation operation : with(Operation.CONSOLE, reach -> reach != Reach.BRAND)) {
            walked++;
            Answer answer = send(stores.other(), operation);
            if (answer.status() != 404 || stores.tells(answer.text())) {
                wrong.add(operation + " → " + answer.status() + " " + answer.text());
            }
            if (!operation.changes()) {
                assertThat(send(stores.administrator(), operation).status())
                        .as("%s, by who may", operation)
                        .isEqualTo(200);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThan(25);
    }

    @Test
    void no_list_and_no_page_tells_of_a_customer_of_another_store() {
        List<String> told = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Operation operation : with(Operation.CONSOLE, reach -> reach == Reach.BRAND)) {
            if (operation.changes()
                    || !stores.tells(send(stores.administrator(), operation).text())) {
                continue;
            }
            told.add(operation.toString());
            Answer answer = send(stores.other(), operation);
            if (stores.tells(answer.text()) && !TELL_ALL.contains(operation.toString())) {
                wrong.add(operation + " → " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(told).containsAll(MUST_TELL);
    }

    @Test
    void to_ask_for_a_customer_of_another_store_in_parameters_finds_nothing() {
        for (Operation operation : with(Operation.CONSOLE, reach -> reach == Reach.BRAND)) {
            for (Operation.Parameter parameter : operation.parameters()) {
                String thing = parameter.in().equals("query") ? Things.named(parameter.name()) : null;
                if (thing != null && !operation.changes() && !TELL_ALL.contains(operation.toString())) {
                    String asked = address(operation) + "?" + parameter.name() + "=" + stores.thing(thing);
                    assertThat(stores.tells(stores.other().get(asked).text()))
                            .as(asked)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void to_name_a_customer_of_another_store_in_a_body_changes_nothing_and_tells_nothing() {
        int walked = 0;
        String person = "/api/admin/customers/" + stores.thing("customer");
        for (Operation operation : with(Operation.CONSOLE, reach -> reach == Reach.BRAND)) {
            ObjectNode body = bodies.of(operation);
            if (body.propertyNames().stream().noneMatch(Things.SCOPED_FIELDS::contains)) {
                continue;
            }
            walked++;
            String before = whole(person);
            Answer answer = send(stores.other(), operation);
            assertThat(answer.status()).as("%s %s", operation, answer.text()).isLessThan(500);
            assertThat(stores.tells(answer.text()))
                    .as("%s %s", operation, answer.text())
                    .isFalse();
            assertThat(whole(person)).as("%s by a stranger", operation).isEqualTo(before);
        }
        assertThat(walked).isGreaterThanOrEqualTo(3);
    }

    private String whole(String person) {
        ConsoleClient administrator = stores.administrator();
        return administrator.get(person + "/tags").expect(200).text()
                + administrator.get(person + "/coupons").expect(200).text();
    }

    @Test
    void another_shoppers_things_are_not_there() {
        ShopperClient stranger = ShopperClient.fresh(context);
        int walked = 0;
        for (Operation operation : with(Operation.MALL, reach -> reach == Reach.OWN)) {
            walked++;
            Answer answer = stranger.send(operation.method(), address(operation), body(operation), headers(operation));
            assertThat(answer.status()).as("%s %s", operation, answer.text()).isEqualTo(404);
            answer.expectProblem(404, "order.not_found");
        }
        assertThat(walked).isGreaterThanOrEqualTo(4);
        assertThat(quoteWith(stranger, stores.thing("coupon"))).isEqualTo(quoteWith(stranger, "999999999"));
        for (Operation operation : with(Operation.MALL, reach -> reach == Reach.BRAND)) {
            if (!operation.changes()) {
                assertThat(stores.tells(stranger.get(address(operation)).text()))
                        .as("%s", operation)
                        .isFalse();
            }
        }
    }

    private String quoteWith(ShopperClient shopper, String coupon) {
        Map<String, Object> wish = Map.of(
                "items",
                List.of(Map.of("skuId", Long.valueOf(stores.thing("sku")), "quantity", 1)),
                "couponId",
                Long.valueOf(coupon));
        Answer answer = shopper.post("/api/mall/quote", wish);
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        return answer.text();
    }

    @Test
    void without_a_token_the_mall_shows_its_shelves_and_nothing_else() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        for (Operation operation : Operation.under(context, Operation.MALL)) {
            Answer answer = stranger.send(operation.method(), address(operation), body(operation), headers(operation));
            if (OPEN_AT_THE_MALL.contains(operation.toString())) {
                assertThat(answer.status()).as("%s", operation).isNotEqualTo(401);
            } else {
                assertThat(answer.status())
                        .as("%s %s", operation, answer.text())
                        .isEqualTo(401);
                answer.expectProblem(401, "request.unauthenticated");
            }
        }
    }

    /** The operations under that prefix all of whose ids reach no farther; those without ids are the brand's. */
    private List<Operation> with(String prefix, Predicate<Reach> wanted) {
        return Operation.under(context, prefix).stream()
                .filter(operation -> wanted.test(reachOf(operation)))
                .toList();
    }

    private static Reach reachOf(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("path"))
                .map(parameter -> Things.at(operation.path(), parameter.name()))
                .map(thing -> thing == null ? Reach.SCOPED : thing.reach())
                .min(Reach::compareTo)
                .orElse(Reach.BRAND);
    }

    private String address(Operation operation) {
        return operation.address(variable -> {
            Thing thing = Things.at(operation.path(), variable);
            return thing == null ? "1" : stores.thing(thing.kind());
        });
    }

    private Answer send(ConsoleClient client, Operation operation) {
        return client.send(operation.method(), address(operation), body(operation), headers(operation));
    }

    private byte @Nullable [] body(Operation operation) {
        if (!operation.changes()) {
            return null;
        }
        return operation.body() == null
                ? operation.nothing()
                : bodies.of(operation).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new HashMap<>(operation.headers());
        if (operation.takesKey()) {
            headers.put("Idempotency-Key", Keys.fresh().toString());
        }
        return headers;
    }
}
