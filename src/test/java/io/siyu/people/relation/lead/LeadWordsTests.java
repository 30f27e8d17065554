package io.siyu.people.relation.lead;

import static io.siyu.people.relation.lead.LeadFixtures.LEADS;
import static io.siyu.people.relation.lead.LeadFixtures.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.privacy.Person;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.relation.LeadInvitations;
import io.siyu.people.relation.lead.LeadFixtures.Guide;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a list tells of a person lies sealed, is shown to whom it may be, and finds the person again. */
@SiyuTest
class LeadWordsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    LeadSealing sealing;

    @Autowired
    LeadInvitations invitations;

    @Autowired
    Invitations byLink;

    @Autowired
    PersonalLeads personal;

    @Autowired
    LeadPhones phones;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    LeadFixtures fixtures;

    @BeforeEach
    void begin() {
        fixtures = new LeadFixtures(context);
    }

    @Test
    void names_remarks_and_own_columns_lie_sealed_and_a_whole_name_finds_whose_it_is() {
        String name = "欧阳" + RandomCode.letters(6);
        Guide guide = fixtures.guide(null);
        long id = one("手机号,姓名,备注,车型,导购\n" + phone() + "," + name + ",想试驾,轿跑," + guide.userId() + "\n");
        assertThat(row(id)).doesNotContain(name, "想试驾", "轿跑");
        assertThat(found(fixtures.console, name)).containsExactly(id);
        assertThat(found(fixtures.console, name.substring(0, 4))).isEmpty();

        ConsoleClient stranger = ConsoleClient.with(context, RoleScope.ALL, null, "lead.read");
        JsonNode masked = stranger.get(LEADS + "/" + id).expect(200).json().path("lead");
        assertThat(masked.path("name").asString()).isEqualTo("欧**");
        assertThat(masked.path("remark").asString()).isEqualTo("***");
        assertThat(masked.path("own").path("车型").asString()).isEqualTo("***");
        JsonNode own = ConsoleClient.with(context, RoleScope.OWN, guide.id(), "lead.read")
                .get(LEADS + "/" + id)
                .expect(200)
                .json()
                .path("lead");
        assertThat(own.path("name").asString()).as("whoever is to call").isEqualTo(name);
        assertThat(own.path("own").path("车型").asString()).isEqualTo("轿跑");
    }

    @Test
    void what_was_written_in_clear_before_is_read_found_and_sealed() {
        String name = "老客" + RandomCode.letters(6);
        long id = one("手机号\n" + phone() + "\n");
        jdbc.sql("""
                update relation_lead set name = :name, remark = '从前的备注', own = '{"车型": "旧款"}', name_sealed = null,
                    name_key = null, words_sealed = null where id = :id""").param("name", name).param("id", id).update();
        JsonNode before = fixtures.lead(id);
        assertThat(before.path("name").asString()).isEqualTo(name);
        assertThat(found(fixtures.console, name)).containsExactly(id);
        await().until(() -> !sealing.workOnce() && !row(id).contains(name));
        assertThat(row(id)).doesNotContain("从前的备注", "旧款");
        JsonNode after = fixtures.lead(id);
        assertThat(after.path("name").asString()).isEqualTo(name);
        assertThat(after.path("remark").asString()).isEqualTo("从前的备注");
        assertThat(after.path("own").path("车型").asString()).isEqualTo("旧款");
        assertThat(found(fixtures.console, name)).containsExactly(id);
    }

    @Test
    void a_number_that_a_guide_noted_at_a_friend_is_no_lead_until_they_part() {
        Guide li = fixtures.guide(null);
        String number = phone();
        String external = fixtures.befriend(li, "wm" + RandomCode.letters(16), number);
        long batch = fixtures.batch();
        JsonNode refused = fixtures.bring(batch, "手机号\n" + number + "\n");
        assertThat(refused.path("created").asInt()).isZero();
        assertThat(fixtures.errors(refused)).contains("已经是 " + li.name() + " 的好友（好友资料里存过这个号码）");
        jdbc.sql(
                        "update relation_follow set state = 'DELETED_BY_CUSTOMER', ended_at = added_at where external_userid = :id")
                .param("id", external)
                .update();
        assertThat(fixtures.bring(batch, "手机号,姓名\n" + number + ",再来\n")
                        .path("created")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_link_tells_who_came_unless_we_know_another_number_of_theirs() {
        Guide li = fixtures.guide(null);
        long passedOn = one("手机号\n" + phone() + "\n");
        CustomerId other = friendOf(li);
        customers.findOrCreate(
                List.of(Identity.externalUserId(external(other)), Identity.phone(phone())),
                Profile.UNKNOWN,
                Instant.EPOCH);
        accept(passedOn, other, li);
        assertThat(fixtures.state(passedOn)).isEqualTo("POOL");

        CustomerId friend = friendOf(li);
        accept(passedOn, friend, li);
        JsonNode lead = fixtures.lead(passedOn);
        assertThat(lead.path("convertedBy").asString()).isEqualTo("LINK");
        assertThat(lead.path("customerId").asLong()).isEqualTo(friend.value());
        accept(passedOn, friendOf(li), li);
        assertThat(fixtures.lead(passedOn).path("customerId").asLong())
                .as("the first one")
                .isEqualTo(friend.value());
    }

    @Test
    void
            whom_a_forwarded_link_brought_is_not_told_the_number_nor_forgets_it_and_with_a_number_of_his_own_he_was_never_that_lead() {
        Guide li = fixtures.guide(null);
        String number = phone();
        long lead = one("手机号,姓名,导购\n" + number + ",甲女士," + li.userId() + "\n");
        CustomerId friend = friendOf(li);
        accept(lead, friend, li);
        Person person = person(friend);
        assertThat(personal.export(person).toString()).doesNotContain(number, "甲女士");
        transaction.executeWithoutResult(status -> personal.erase(person));
        assertThat(phones.of(lead)).contains(number);
        assertThat(fixtures.lead(lead).path("name").asString()).isEqualTo("甲女士");

        customers.findOrCreate(
                List.of(Identity.externalUserId(external(friend)), Identity.phone(phone())),
                Profile.UNKNOWN,
                Instant.EPOCH);
        await().untilAsserted(() -> assertThat(fixtures.state(lead)).isEqualTo("ASSIGNED"));
        assertThat(fixtures.lead(lead).path("customerId").isMissingNode()).isTrue();

        CustomerId herself = friendOf(li);
        accept(lead, herself, li);
        customers.findOrCreate(
                List.of(Identity.externalUserId(external(herself)), Identity.phone(number)),
                Profile.UNKNOWN,
                Instant.EPOCH);
        assertThat(personal.export(person(herself)).toString()).contains(number);
        transaction.executeWithoutResult(status -> byLink.verified(herself));
        assertThat(fixtures.state(lead)).isEqualTo("CONVERTED");
    }

    @Test
    void a_lead_that_was_not_theirs_is_closed_where_another_list_has_its_number_and_the_timeline_tells_both() {
        Guide li = fixtures.guide(null);
        String number = phone();
        long lead = one("手机号\n" + number + "\n");
        CustomerId friend = friendOf(li);
        accept(lead, friend, li);
        long elsewhere = one("手机号\n" + number + "\n");
        customers.findOrCreate(
                List.of(Identity.externalUserId(external(friend)), Identity.phone(phone())),
                Profile.UNKNOWN,
                Instant.EPOCH);
        await().untilAsserted(() -> assertThat(fixtures.state(lead)).isEqualTo("CLOSED"));
        assertThat(fixtures.lead(lead).path("closeReason").asString()).isEqualTo("ELSEWHERE");
        assertThat(fixtures.state(elsewhere)).isEqualTo("POOL");
        fixtures.console.post(LEADS + "/" + lead + "/reopening", Map.of()).expectProblem(409, "lead.closed_already");
        assertThat(fixtures.console
                        .get("/api/admin/customers/" + friend.value() + "/timeline")
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("type").asString())
                        .filter(type -> type.startsWith("lead.")))
                .containsExactly("lead.undone", "lead.converted", "lead.imported");
    }

    @Test
    void leads_from_before_links_were_made_out_to_persons_have_one_of_their_own() throws IOException {
        List<Long> old = List.of(one("手机号\n" + phone() + "\n"), one("手机号\n" + phone() + "\n"));
        jdbc.sql("update relation_lead set invitation = null where id in (:old)")
                .param("old", old)
                .update();
        jdbc.sql(new ClassPathResource("db/migration/people/V202611280301__relation_lead_old_invitations.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();
        assertThat(jdbc.sql("select invitation from relation_lead where id in (:old)")
                        .param("old", old)
                        .query(String.class)
                        .list())
                .doesNotHaveDuplicates()
                .allMatch(invitation -> invitation.matches("[2-9a-h]{16}"));
    }

    private static Person person(CustomerId customer) {
        return new Person(customer.value(), List.of(customer.value()), List.of());
    }

    private long one(String file) {
        long batch = fixtures.batch();
        fixtures.bring(batch, file);
        return fixtures.ids(batch).getFirst();
    }

    private String row(long id) {
        return jdbc.sql("select l::text from relation_lead l where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static List<Long> found(ConsoleClient who, String words) {
        return who.get(LEADS + "?q=" + words)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("id").asLong())
                .toList();
    }

    private CustomerId friendOf(Guide guide) {
        String external = fixtures.befriend(guide, "wm" + RandomCode.letters(16));
        return customers.find(Identity.externalUserId(external)).orElseThrow();
    }

    private String external(CustomerId customer) {
        return jdbc.sql("select external_userid from relation_follow where customer_id = :id")
                .param("id", customer.value())
                .query(String.class)
                .single();
    }

    private void accept(long lead, CustomerId customer, Guide guide) {
        String invitation = jdbc.sql("select invitation from relation_lead where id = :id")
                .param("id", lead)
                .query(String.class)
                .single();
        transaction.executeWithoutResult(
                status -> invitations.accepted(invitation, customer, guide.id(), clock.instant()));
    }
}
