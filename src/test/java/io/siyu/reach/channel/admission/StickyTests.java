package io.siyu.reach.channel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.Presence;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
@Import(MovableClock.class)
class StickyTests {

    private static final AllocationRules PLAIN = AllocationRules.PLAIN;

    @Autowired
    ApplicationContext context;

    @Autowired
    Admissions admissions;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    ConsoleClient console;

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        console = ConsoleClient.administrator(context);
    }

    @Test
    void somebodys_customer_goes_there_as_the_code_says() {
        List<StaffId> guides = fixtures.guides(3);
        StaffId owner = guides.getFirst();
        String visitor = customerOf(owner, 40);
        assertThat(guideOf(code(guides, 1, PLAIN), visitor)).isEqualTo(owner);
        assertThat(decisions(code(guides, 1, sticky(true, null, false, false)), ""))
                .isEmpty();

        Codes.Created expired = code(guides.subList(1, 3), null, sticky(true, 30, false, false));
        assertThat(guideOf(expired, visitor)).isNotEqualTo(owner);
        assertThat(decisions(expired, "").path(0).path("owner").asString()).contains("保护期");

        context.getBean(Presence.class).switchByOperator(owner, false, "运营");
        Codes.Created letting = code(guides, null, PLAIN);
        assertThat(guideOf(letting, visitor)).isNotEqualTo(owner);
        Codes.Created keeping = code(guides, null, sticky(true, null, true, true));
        assertThat(guideOf(keeping, visitor)).isEqualTo(owner);
        assertThat(decisions(keeping, "").path(0).path("reason").asString()).isEqualTo("OWNER_ANYWAY");
    }

    private JsonNode decisions(Codes.Created code, String filter) {
        return console.get("/api/admin/codes/" + code.id() + "/decisions?" + filter)
                .expect(200)
                .json()
                .path("items");
    }

    private StaffId guideOf(Codes.Created code, String visitor) {
        return ((Admission.Taken) admissions.admit(code.code(), visitor))
                .guide()
                .id();
    }

    /** A browser whose owner has been this guide's customer for so many days. */
    private String customerOf(StaffId guide, int days) {
        String visitor = LiveCodeFixtures.visitor();
        CustomerId customer = context.getBean(CustomerDirectory.class)
                .findOrCreate(
                        List.of(Identity.externalUserId("wm" + RandomCode.letters(12))),
                        Profile.UNKNOWN,
                        clock.instant());
        jdbc.sql("insert into channel_visitor (id, customer_id, first_at, last_at) values (:id, :customer, :at, :at)")
                .param("id", visitor)
                .param("customer", customer.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                insert into relation_ownership (customer_id, staff_id, reason, since)
                values (:customer, :staff, 'FIRST_FOLLOW', :since)""")
                .param("customer", customer.value())
                .param("staff", guide.value())
                .param("since", clock.instant().atOffset(ZoneOffset.UTC).minusDays(days))
                .update();
        return visitor;
    }

    private static AllocationRules sticky(boolean on, @Nullable Integer days, boolean evenOff, boolean evenFull) {
        return new AllocationRules(new Sticky(on, days, evenOff, evenFull), List.of(), List.of());
    }

    private Codes.Created code(List<StaffId> guides, @Nullable Integer cap, AllocationRules rules) {
        return made(draft(guides, cap, rules));
    }

    private static CodeDraft draft(List<StaffId> guides, @Nullable Integer cap, AllocationRules rules) {
        List<PoolMember> pool = new ArrayList<>();
        guides.forEach(guide -> pool.add(new PoolMember(guide, 1, false)));
        return new CodeDraft("分配", pool, cap, Set.of(), "", WelcomePlan.NONE, true, null, rules, Afterlife.NONE);
    }

    private Codes.Created made(CodeDraft draft) {
        return Objects.requireNonNull(fixtures.made(draft));
    }
}
