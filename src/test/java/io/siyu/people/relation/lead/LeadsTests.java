package io.siyu.people.relation.lead;

import static io.siyu.people.relation.lead.LeadFixtures.LEADS;
import static io.siyu.people.relation.lead.LeadFixtures.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.privacy.Person;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.relation.lead.LeadFixtures.Guide;
import io.siyu.people.relation.lead.LeadFixtures.Store;
import io.siyu.people.staff.Presence;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffDeparted;
import io.siyu.shared.CustomerId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Leads in the hands of guides: given once, taken back, seen by whom they concern, forgotten. */
@SiyuTest
class LeadsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Presence presence;

    @Autowired
    PersonalLeads personal;

    @Autowired
    NewLeads newLeads;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    LeadFixtures fixtures;

    @BeforeEach
    void begin() {
        fixtures = new LeadFixtures(context);
    }

    @Test
    void two_operators_who_give_the_same_leads_away_give_each_once_and_nobody_gets_more_than_the_rule_lets()
            throws Exception {
        List<Long> leads = fixtures.leads(40, "");
        Guide li = fixtures.guide(null);
        Guide wang = fixtures.guide(null);
        Guide off = fixtures.guide(null);
        presence.switchOwn(off.id(), false, null);
        Race.Finish<Integer> finish = Race.of(
                4,
                i -> () -> fixtures.console
                        .post(
                                LEADS + "/assignments",
                                LeadFixtures.assignment(leads, false, i % 2 == 0 ? li : wang, off))
                        .expect(200)
                        .json()
                        .path("assigned")
                        .asInt());
        assertThat(finish.failures()).isEmpty();
        assertThat(finish.answers().stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        assertThat(jdbc.sql("""
                select count(*) from relation_lead_event where lead_id = any(:leads) and kind = 'ASSIGNED'""")
                        .param("leads", leads.toArray(Long[]::new))
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
        assertThat(holders(leads)).doesNotContain(off.id().value());
    }

    @Test
    void who_asked_not_to_be_called_is_never_brought_again() {
        long batch = fixtures.batch();
        String number = phone();
        fixtures.bring(batch, "手机号\n" + number + "\n");
        long id = fixtures.ids(batch).getFirst();
        fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "DO_NOT_CALL"))
                .expect(200);
        assertThat(fixtures.lead(id).path("closeReason").asString()).isEqualTo("DO_NOT_CALL");
        fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "TALKED", "nextOn", "+999999999-12-31"))
                .expect(400);
        fixtures.console.get(LEADS + "?due=%2B999999999-12-31").expect(400);
        fixtures.console.post(LEADS + "/" + id + "/reopening", Map.of()).expectProblem(409, "lead.blocked");
        JsonNode again = fixtures.bring(fixtures.batch(), "手机号\n" + number + "\n");
        assertThat(fixtures.errors(again)).contains("这个号码的主人要求不再联系");
        ImportLine line = ImportLine.of(Map.of("phone", number));
        NewLeads.Fresh fresh = new NewLeads.Fresh(line, line.requirePhone(), new ImportLine.Place(null, null), null);
        assertThat(transaction.<Set<Integer>>execute(status ->
                        newLeads.write(new Batches.Batch(batch, "looked at before the call", ""), Map.of(7, fresh))))
                .as("blocked between the look and the writing")
                .containsExactly(7);
        assertThat(fixtures.ids(batch)).containsExactly(id);
    }

    @Test
    void no_lead_of_any_list_is_reopened_once_its_number_is_never_to_be_called() {
        String number = phone();
        long first = fixtures.batch();
        fixtures.bring(first, "手机号\n" + number + "\n");
        long refused = fixtures.ids(first).getFirst();
        fixtures.console
                .post(LEADS + "/" + refused + "/attempts", Map.of("outcome", "REFUSED"))
                .expect(200);
        long second = fixtures.batch();
        fixtures.bring(second, "手机号\n" + number + "\n");
        fixtures.console
                .post(LEADS + "/" + fixtures.ids(second).getFirst() + "/attempts", Map.of("outcome", "DO_NOT_CALL"))
                .expect(200);
        fixtures.console.post(LEADS + "/" + refused + "/reopening", Map.of()).expectProblem(409, "lead.blocked");
        assertThat(fixtures.state(refused)).isEqualTo("CLOSED");
    }

    @Test
    void who_asked_not_to_be_called_is_not_brought_again_either_after_being_forgotten() {
        String number = phone();
        long batch = fixtures.batch();
        fixtures.bring(batch, "手机号\n" + number + "\n");
        long id = fixtures.ids(batch).getFirst();
        fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "DO_NOT_CALL"))
                .expect(200);
        CustomerId customer = customers.findOrCreate(List.of(Identity.phone(number)), Profile.UNKNOWN, Instant.EPOCH);
        Person person = new Person(customer.value(), List.of(customer.value()), List.of());
        transaction.executeWithoutResult(status -> personal.erase(person));
        assertThat(jdbc.sql("""
                select sealed is null and last_four is null from relation_lead_phone
                where id = (select phone_id from relation_lead where id = :id)""").param("id", id).query(Boolean.class).single()).isTrue();
        assertThat(fixtures.console
                        .get(LEADS + "?q=" + number)
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        JsonNode again = fixtures.bring(fixtures.batch(), "手机号\n" + number + "\n");
        assertThat(fixtures.errors(again)).contains("这个号码的主人要求不再联系");
    }

    @Test
    void leads_of_a_guide_who_left_go_to_the_colleagues_and_those_left_alone_back_into_the_pool() {
        Store store = fixtures.store();
        Guide leaving = fixtures.guide(store);
        List<Long> leads = fixtures.leads(6, store.code());
        fixtures.assign(leads, leaving);
        Guide colleague = fixtures.guide(store);
        jdbc.sql("update staff_member set active = false where id = :id")
                .param("id", leaving.id().value())
                .update();
        transaction.executeWithoutResult(status -> context.publishEvent(new StaffDeparted(leaving.id())));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(holders(leads))
                        .containsExactly(colleague.id().value()));

        jdbc.sql("update relation_lead set touched_at = touched_at - interval '30 days' where id = any(:leads)")
                .param("leads", leads.subList(0, 4).toArray(Long[]::new))
                .update();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                leads.stream().filter(id -> fixtures.state(id).equals("POOL")))
                        .containsExactlyElementsOf(leads.subList(0, 4)));
    }

    @Test
    void outside_of_ones_scope_a_lead_is_not_there() {
        Store here = fixtures.store();
        Guide li = fixtures.guide(here);
        long lead = fixtures.leads(1, here.code()).getFirst();
        fixtures.assign(List.of(lead), li);
        Guide stranger = fixtures.guide(fixtures.store());
        ConsoleClient other = ConsoleClient.scoped(context, RoleScope.STORE, stranger.id());
        String path = LEADS + "/" + lead;
        other.get(path).expectProblem(404, "lead.not_found");
        other.post(path + "/phone", Map.of()).expectProblem(404, "lead.not_found");
        other.post(path + "/attempts", Map.of("outcome", "TALKED")).expectProblem(404, "lead.not_found");
        other.post(path + "/reopening", Map.of()).expectProblem(404, "lead.not_found");
        assertThat(other.post(LEADS + "/recalls", Map.of("leads", List.of(lead)))
                        .expect(200)
                        .json()
                        .path("leads")
                        .asInt())
                .isZero();
        assertThat(other.post(LEADS + "/assignments", LeadFixtures.assignment(List.of(lead), true, stranger))
                        .expect(200)
                        .json()
                        .path("assigned")
                        .asInt())
                .isZero();
        ConsoleClient own = ConsoleClient.scoped(context, RoleScope.OWN, li.id());
        own.get(path).expect(200);
        assertThat(own.get(LEADS).expect(200).json().path("items")).hasSize(1);
    }

    @Test
    void nobody_gives_leads_to_guides_outside_of_his_scope() {
        Store here = fixtures.store();
        long batch = fixtures.batch();
        fixtures.bring(batch, "手机号,门店编码\n" + phone() + "," + here.code() + "\n");
        List<Long> leads = fixtures.ids(batch);
        Guide li = fixtures.guide(here);
        Guide stranger = fixtures.guide(fixtures.store());
        ConsoleClient manager = ConsoleClient.scoped(context, RoleScope.STORE, li.id());
        for (Guide foreign : List.of(stranger, fixtures.guide(null))) {
            Map<String, ?> wanted = LeadFixtures.assignment(leads, false, li, foreign);
            manager.post(LEADS + "/assignments", wanted).expectProblem(400, "lead.taker_foreign");
            manager.post("/api/admin/lead-batches/" + batch + "/deals", wanted)
                    .expectProblem(400, "lead.taker_foreign");
        }
        assertThat(fixtures.state(leads.getFirst())).isEqualTo("POOL");
        ConsoleClient own = ConsoleClient.scoped(context, RoleScope.OWN, li.id());
        own.post(LEADS + "/assignments", LeadFixtures.assignment(leads, false, fixtures.guide(here)))
                .expectProblem(400, "lead.taker_foreign");
        manager.post(LEADS + "/assignments", LeadFixtures.assignment(leads, false, li))
                .expect(200);
        assertThat(holders(leads)).containsExactly(li.id().value());
    }

    @Test
    void a_person_who_is_forgotten_leaves_no_number_behind_and_gets_told_what_there_was() {
        long batch = fixtures.batch();
        String number = phone();
        fixtures.bring(batch, "手机号,姓名,备注\n" + number + ",王女士,喜欢粉色\n");
        long id = fixtures.ids(batch).getFirst();
        fixtures.console
                .post(LEADS + "/" + id + "/attempts", Map.of("outcome", "TALKED", "note", "要考虑"))
                .expect(200);
        CustomerId customer = customers.findOrCreate(List.of(Identity.phone(number)), Profile.UNKNOWN, Instant.EPOCH);
        Person person = new Person(customer.value(), List.of(customer.value()), List.of());
        assertThat(personal.export(person).toString()).contains(number, "喜欢粉色", "要考虑");
        transaction.executeWithoutResult(status -> personal.erase(person));
        assertThat(fixtures.state(id)).isEqualTo("CLOSED");
        assertThat(fixtures.lead(id).path("maskedPhone").isMissingNode()
                        || fixtures.lead(id).path("maskedPhone").isNull())
                .isTrue();
        assertThat(jdbc.sql("""
                select l::text || e::text from relation_lead l join relation_lead_event e on e.lead_id = l.id where l.id = :id""").param("id", id).query(String.class).list().toString())
                .doesNotContain("王女士", "喜欢粉色", "要考虑");
        assertThat(fixtures.console
                        .get(LEADS + "?q=" + number)
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private Set<Long> holders(List<Long> leads) {
        return leads.stream()
                .map(id -> fixtures.lead(id).path("staffId").asLong())
                .collect(Collectors.toSet());
    }
}
