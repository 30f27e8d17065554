package io.siyu.people.relation.lead;

import static io.siyu.people.relation.lead.LeadFixtures.LEADS;
import static io.siyu.people.relation.lead.LeadFixtures.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.relation.lead.LeadFixtures.Guide;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A lead becomes a friend: by the number the guide noted or the customer bound, or by the word of the guide; once. */
@SiyuTest
class LeadConversionTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    JdbcClient jdbc;

    LeadFixtures fixtures;

    @BeforeEach
    void begin() {
        fixtures = new LeadFixtures(context);
    }

    @Test
    void a_lead_is_given_called_and_counted_for_the_guide_whose_friend_it_becomes() {
        Guide li = fixtures.guide(null);
        Guide wang = fixtures.guide(null);
        long batch = fixtures.batch();
        String number = phone();
        fixtures.bring(batch, "手机号,姓名\n" + number + ",王女士\n");
        long id = fixtures.ids(batch).getFirst();
        assertThat(fixtures.assign(List.of(id), li)).isEqualTo(1);
        fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "NO_ANSWER", "nextOn", "2031-01-01"))
                .expect(200);
        JsonNode called = fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "WILL_ADD", "note", "下班后加"))
                .expect(200)
                .json()
                .path("lead");
        assertThat(called.path("state").asString()).isEqualTo("CONTACTED");
        assertThat(called.path("attempts").asInt()).isEqualTo(2);

        String external = fixtures.befriend(wang, "wm" + RandomCode.letters(16), "+86 " + number);
        JsonNode detail = fixtures.console.get(LEADS + "/" + id).expect(200).json();
        assertThat(detail.path("lead").path("state").asString()).isEqualTo("CONVERTED");
        assertThat(detail.path("lead").path("convertedName").asString()).isEqualTo(wang.name());
        assertThat(detail.path("events")
                        .valueStream()
                        .map(event -> event.path("kind").asString()))
                .containsExactly("CONVERTED", "ATTEMPT", "ATTEMPT", "ASSIGNED", "IMPORTED");
        CustomerId customer = customers.find(Identity.externalUserId(external)).orElseThrow();
        assertThat(fixtures.console
                        .get("/api/admin/customers/" + customer.value() + "/timeline")
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("type").asString()))
                .contains("lead.imported", "lead.contacted", "lead.converted");
        JsonNode guides = fixtures.console
                .get("/api/admin/lead-batches/" + batch)
                .expect(200)
                .json()
                .path("guides");
        assertThat(guides.get(0).path("name").asString()).isEqualTo(wang.name());
        assertThat(guides.get(0).path("figures").path("converted").asInt()).isEqualTo(1);
        assertThat(guides.get(0).path("figures").path("medianDays").isNumber()).isTrue();
        fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "TALKED"))
                .expectProblem(409, "lead.closed_already");
    }

    @Test
    void a_number_bound_later_tells_whose_lead_it_was_and_a_guide_may_say_so_himself() {
        Guide li = fixtures.guide(null);
        long batch = fixtures.batch();
        String number = phone();
        fixtures.bring(batch, "手机号\n" + number + "\n" + phone() + "\n");
        List<Long> ids = fixtures.ids(batch);
        String external = fixtures.befriend(li, "wm" + RandomCode.letters(16));
        assertThat(fixtures.state(ids.getFirst())).isEqualTo("POOL");
        CustomerId customer = customers.findOrCreate(
                List.of(Identity.externalUserId(external), Identity.phone(number)), Profile.UNKNOWN, Instant.now());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(fixtures.state(ids.getFirst())).isEqualTo("CONVERTED"));

        String conversion = LEADS + "/" + ids.getLast() + "/conversion";
        CustomerId stranger = customers.findOrCreate(
                List.of(Identity.externalUserId("wm" + RandomCode.letters(16))), Profile.UNKNOWN, Instant.EPOCH);
        fixtures.console
                .post(conversion, Map.of("customerId", stranger.value()))
                .expectProblem(400, "lead.no_friend");
        assertThat(fixtures.console
                        .post(conversion, Map.of("customerId", customer.value()))
                        .expect(200)
                        .json()
                        .path("lead")
                        .path("convertedBy")
                        .asString())
                .isEqualTo("HAND");
        fixtures.console
                .post(conversion, Map.of("customerId", customer.value()))
                .expectProblem(409, "lead.closed_already");
    }

    @Test
    void converted_and_recalled_at_the_same_moment_it_counts_once_for_the_guide_who_has_the_friend() throws Exception {
        for (int round = 0; round < 5; round++) {
            Guide li = fixtures.guide(null);
            Guide wang = fixtures.guide(null);
            long batch = fixtures.batch();
            String number = phone();
            fixtures.bring(batch, "手机号\n" + number + "\n");
            List<Long> lead = fixtures.ids(batch);
            fixtures.assign(lead, wang);
            Race.Finish<Object> finish = Race.of(3, i -> () -> switch (i) {
                case 0 -> fixtures.befriend(li, "wm" + RandomCode.letters(16), number);
                case 1 ->
                    fixtures.console
                            .post(LEADS + "/recalls", Map.of("leads", lead))
                            .expect(200);
                default ->
                    fixtures.console
                            .post(LEADS + "/assignments", LeadFixtures.assignment(lead, true, li))
                            .expect(200);
            });
            assertThat(finish.failures()).isEmpty();
            JsonNode after = fixtures.lead(lead.getFirst());
            assertThat(after.path("state").asString()).isEqualTo("CONVERTED");
            assertThat(after.path("convertedName").asString()).isEqualTo(li.name());
            assertThat(jdbc.sql("select count(*) from relation_lead_event where lead_id = :lead and kind = 'CONVERTED'")
                            .param("lead", lead.getFirst())
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }
}
