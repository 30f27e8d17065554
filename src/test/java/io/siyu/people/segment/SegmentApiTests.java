package io.siyu.people.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
class SegmentApiTests {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    @Autowired
    ApplicationContext context;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Tags tags;

    @Autowired
    Timeline timeline;

    @Autowired
    Segments segments;

    @Autowired
    StaffSetup staff;

    @Autowired
    Clock clock;

    ConsoleClient console;
    long tag;
    CustomerId customer;

    @BeforeEach
    void setUp() {
        console = ConsoleClient.administrator(context);
        tag = tags.createGroup("g" + RandomCode.letters(8), false, List.of("高"))
                .values()
                .iterator()
                .next();
        customer = customer();
    }

    @Test
    void somebody_who_is_tagged_is_in_within_the_promised_seconds_and_out_as_soon() {
        long segment = created(tagged(tag));
        await().until(() -> !console.get("/api/admin/segments/" + segment)
                .json()
                .path("builtAt")
                .isMissingNode());
        Provenance rule = new Provenance(Provenance.Kind.RULE, "test");
        tags.apply(customer, List.of(tag), rule);
        await().atMost(PROMISED).until(() -> segments.contains(segment, customer));

        JsonNode member = console.get("/api/admin/segments/" + segment + "/members")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(member.path("id").asLong()).isEqualTo(customer.value());
        assertThat(console.get("/api/admin/segments/" + segment)
                        .json()
                        .path("members")
                        .asLong())
                .isEqualTo(1);
        assertThat(console.get("/api/admin/customers/" + customer + "/segments")
                        .json()
                        .toString())
                .contains("\"segmentId\":" + segment);

        tags.remove(customer, List.of(tag), rule);
        await().atMost(PROMISED).until(() -> !segments.contains(segment, customer));
        JsonNode flips = console.get("/api/admin/segments/" + segment + "/flips")
                .expect(200)
                .json()
                .path("items");
        assertThat(flips.valueStream().map(flip -> flip.path("entered").asBoolean()))
                .containsExactly(false, true);
        assertThat(flips.path(0).path("cause").asString()).isEqualTo("CHANGE");
    }

    @Test
    void a_paid_order_counts_and_why_says_so() {
        long segment = created(Map.of(
                "all",
                List.of(
                        Map.of("count", Map.of("type", "order.paid", "days", 90, "op", ">=", "value", 2)),
                        Map.of("not", tagged(tag)))));
        pay(9_900);
        pay(5_000);
        await().atMost(PROMISED).until(() -> segments.contains(segment, customer));

        JsonNode why = console.get("/api/admin/segments/" + segment + "/why/" + customer)
                .expect(200)
                .json();
        assertThat(why.path("member").asBoolean()).isTrue();
        assertThat(why.path("leaves").path(0).path("figure").asLong()).isEqualTo(2);
        assertThat(why.path("leaves").path(0).path("holds").asBoolean()).isTrue();
        assertThat(why.path("leaves").path(1).path("holds").asBoolean()).isFalse();
        assertThat(why.path("why").path("kind").asString()).isEqualTo("all");
    }

    @Test
    void an_edit_moves_people_and_reaches_segments_that_name_it() {
        tags.apply(customer, List.of(tag), new Provenance(Provenance.Kind.RULE, "test"));
        long inner = created(tagged(tag));
        long outer = created(Map.of("all", List.of(Map.of("segment", inner), Map.of("consent", "marketing"))));
        await().atMost(PROMISED).until(() -> segments.contains(outer, customer));

        String name =
                console.get("/api/admin/segments/" + inner).json().path("name").asString();
        JsonNode edited = console.put(
                        "/api/admin/segments/" + inner, Map.of("name", name, "rule", Map.of("not", tagged(tag))))
                .expect(200)
                .json();
        assertThat(edited.path("version").asInt()).isEqualTo(2);
        await().atMost(PROMISED)
                .until(() -> !segments.contains(inner, customer) && !segments.contains(outer, customer));

        console.put("/api/admin/segments/" + inner, Map.of("name", name, "rule", Map.of("segment", outer)))
                .expectProblem(400, "segment.rule_circle");
        console.delete("/api/admin/segments/" + inner).expectProblem(409, "segment.in_use");
        console.delete("/api/admin/segments/" + outer).expect(204);
        console.delete("/api/admin/segments/" + inner).expect(204);
        console.get("/api/admin/segments/" + inner).expectProblem(404, "segment.not_found");
    }

    @Test
    void a_wrong_rule_is_refused_at_its_place_and_a_taken_name_at_the_name() {
        var refusal = console.post(
                "/api/admin/segments", draft(Map.of("all", List.of(Map.of("tag", Map.of("in", List.of()))))));
        refusal.expectProblem(400, "segment.rule_no_tag");
        assertThat(refusal.json().path("field").asString()).isEqualTo("rule.all.0.tag.in");
        console.post("/api/admin/segments/count", Map.of("rule", tagged(Long.MAX_VALUE)))
                .expectProblem(400, "segment.rule_tag_unknown");
        var draft = draft(tagged(tag));
        console.post("/api/admin/segments", draft).expect(201);
        var taken = console.post("/api/admin/segments", draft);
        taken.expectProblem(400, "segment.name_exists");
        assertThat(taken.json().path("field").asString()).isEqualTo("name");
    }

    @Test
    void who_sees_only_some_customers_counts_and_lists_only_those() {
        StaffId guide = staff.createStaff("u" + RandomCode.letters(12), "苏禾", null);
        CustomerId hers = customer();
        customers.setOwner(hers, guide, null);
        Provenance rule = new Provenance(Provenance.Kind.RULE, "test");
        tags.applyAll(List.of(customer, hers), List.of(tag), rule);
        long segment = created(tagged(tag));
        await().atMost(PROMISED).until(() -> segments.contains(segment, hers) && segments.contains(segment, customer));

        ConsoleClient own = ConsoleClient.scoped(context, RoleScope.OWN, guide);
        assertThat(own.post("/api/admin/segments/count", Map.of("rule", tagged(tag)))
                        .expect(200)
                        .json()
                        .path("count")
                        .asLong())
                .isEqualTo(1);
        JsonNode members = own.get("/api/admin/segments/" + segment + "/members")
                .expect(200)
                .json();
        assertThat(members.path("items").valueStream().map(one -> one.path("id").asLong()))
                .containsExactly(hers.value());
        assertThat(own.get("/api/admin/segments/" + segment)
                        .json()
                        .path("members")
                        .asLong())
                .isEqualTo(1);
        own.get("/api/admin/segments/" + segment + "/why/" + customer).expectProblem(404, "customer.not_found");
        own.get("/api/admin/customers/" + customer + "/tags").expectProblem(404, "customer.not_found");
        own.get("/api/admin/customers/" + customer + "/relations").expectProblem(404, "customer.not_found");
        own.post(
                        "/api/admin/customers/tags",
                        Map.of("customerIds", List.of(customer.value(), hers.value()), "remove", List.of(tag)))
                .expect(200);
        assertThat(tags.of(customer)).containsExactly(tag);
        assertThat(tags.of(hers)).isEmpty();
    }

    @Test
    void without_the_right_nothing_is_shown_or_changed() {
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "segment.read");
        reader.get("/api/admin/segments").expect(200);
        reader.post("/api/admin/segments", draft(tagged(tag))).expectProblem(403, "request.forbidden");
        reader.get("/api/admin/tag-groups").expectProblem(403, "request.forbidden");
    }

    private long created(Map<String, Object> rule) {
        return console.post("/api/admin/segments", draft(rule))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static Map<String, Object> draft(Map<String, Object> rule) {
        return Map.of("name", "s" + RandomCode.letters(10), "about", "", "rule", rule);
    }

    private static Map<String, Object> tagged(long tag) {
        return Map.of("tag", Map.of("in", List.of(tag)));
    }

    private void pay(long fen) {
        timeline.record(
                new Activity(customer, "order.paid", clock.instant(), fen, Map.of(), "test", RandomCode.letters(16)));
    }

    private CustomerId customer() {
        return customers.findOrCreate(
                List.of(Identity.unionId("un-" + RandomCode.letters(16))), Profile.named("周青"), clock.instant());
    }
}
