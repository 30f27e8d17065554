package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A guide moves, a store closes: the customers follow or stay, as the operator chose. */
@SandboxTest
class StoreMoveTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    HandoverFixtures fixtures;
    StoreId old;
    StoreId fresh;
    Guide guide;

    @BeforeEach
    void people() {
        fixtures = new HandoverFixtures(context);
        old = fixtures.store();
        fresh = fixtures.store();
        guide = fixtures.guide("换店的人", old);
        fixtures.friends(guide, 3);
    }

    @Test
    void customers_follow_their_guide_with_history_or_stay_with_the_store() {
        String path = "/api/admin/staff/" + guide.id() + "/store-move";
        assertThat(fixtures.console
                        .get(path + "?storeId=" + fresh)
                        .expect(200)
                        .json()
                        .path("customers")
                        .asInt())
                .isEqualTo(3);
        fixtures.console
                .post(path, Map.of("storeId", fresh.value(), "customersFollow", true))
                .expect(200);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(storesOfCustomers()).containsOnly(fresh.value()));
        assertThat(jdbc.sql("""
                select reason from relation_ownership where staff_id = :staff order by id""")
                        .param("staff", guide.id().value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "FIRST_ADD", "FIRST_ADD", "FIRST_ADD", "STORE_CHANGED", "STORE_CHANGED", "STORE_CHANGED");

        assertThat(fixtures.console
                        .post(path, Map.of("storeId", old.value(), "customersFollow", false))
                        .expect(200)
                        .json()
                        .path("jobId")
                        .isMissingNode())
                .isTrue();
        assertThat(storesOfCustomers()).containsOnly(fresh.value());
    }

    @Test
    void a_store_that_closes_sends_its_guides_and_customers_to_another_one() {
        String path = "/api/admin/stores/" + old + "/closing";
        var preview = fixtures.console.get(path).expect(200).json();
        assertThat(preview.path("customers").asInt()).isEqualTo(3);
        assertThat(preview.path("guides").asInt()).isEqualTo(1);
        fixtures.console
                .post(path, Map.of("storeId", old.value(), "customersFollow", true))
                .expectProblem(400, "handover.same_store");
        fixtures.console
                .post(path, Map.of("storeId", fresh.value(), "customersFollow", true))
                .expect(200);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(storesOfCustomers()).containsOnly(fresh.value()));
        assertThat(storeOfGuide()).isEqualTo(fresh.value());
        fixtures.console.get(path).expectProblem(404, "store.not_found");
    }

    @Test
    void a_store_that_closes_sends_its_guides_away_and_may_keep_its_customers_to_its_name() {
        fixtures.console
                .post(
                        "/api/admin/stores/" + old + "/closing",
                        Map.of("storeId", fresh.value(), "customersFollow", false))
                .expect(200);
        assertThat(storeOfGuide()).isEqualTo(fresh.value());
        assertThat(storesOfCustomers()).hasSize(3).containsOnly(old.value());
    }

    private long storeOfGuide() {
        return jdbc.sql("select store_id from staff_member where id = :id")
                .param("id", guide.id().value())
                .query(Long.class)
                .single();
    }

    private List<Long> storesOfCustomers() {
        return jdbc.sql("select owner_store_id from customer_customer where owner_staff_id = :staff")
                .param("staff", guide.id().value())
                .query(Long.class)
                .list();
    }
}
