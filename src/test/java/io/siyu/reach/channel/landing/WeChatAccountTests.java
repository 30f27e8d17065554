package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wechat.Login;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With which WeChat account a browser is signed in: what that proves, and how long it is kept. */
@SiyuTest
@Import(MovableClock.class)
class WeChatAccountTests {

    private static final String APP = "wx1";

    @Autowired
    ApplicationContext context;

    @Autowired
    WeChatVisitors visitors;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void without_a_unionid_two_browsers_of_one_account_are_one_persons_and_the_openid_proves_nothing() {
        CustomerId person = customers.findOrCreate(
                List.of(Identity.externalUserId("wm" + RandomCode.letters(20))), Profile.UNKNOWN, clock.instant());
        Login login = new Login("o" + RandomCode.letters(26), null);
        String first = LiveCodeFixtures.visitor();
        belongs(first, person);
        visitors.takenBack(first, clock.instant());
        visitors.known(first, "wx1", login);
        String second = LiveCodeFixtures.visitor();
        visitors.takenBack(second, clock.instant());
        visitors.known(second, "wx1", login);
        assertThat(context.getBean(Visitors.class).customerOf(second)).hasValue(person);
        assertThat(customers.find(Identity.openId("wx1", login.openId()))).isEmpty();
    }

    @Test
    void an_erased_person_leaves_no_browser_behind_and_nobody_elses_goes() {
        String openId = account();
        String unionId = account();
        String unproven = account();
        CustomerId person = somebody(Identity.openId(APP, openId), Identity.unionId(unionId));
        CustomerId other = somebody(Identity.unionId(account()));
        List<String> theirs = List.of(
                browser(person, account(), null),
                browser(null, openId, null),
                browser(null, account(), unionId),
                browser(person, unproven, null),
                browser(null, unproven, null));
        List<String> others = List.of(browser(other, unproven, null), browser(null, account(), account()));
        ConsoleClient console = ConsoleClient.administrator(context);
        assertThat(console.post("/api/admin/customers/" + person + "/personal-data", Map.of())
                        .expect(200)
                        .json()
                        .path("channel")
                        .path("accounts"))
                .hasSize(theirs.size());
        console.post("/api/admin/customers/" + person + "/erase", Map.of("number", person.toString()))
                .expect(204);
        assertThat(kept(theirs)).isEmpty();
        assertThat(kept(others)).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void what_is_nobodys_is_forgotten_after_ninety_days() {
        String old = browser(null, account(), null);
        String owned = browser(somebody(Identity.unionId(account())), account(), null);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        VisitTrimming.trim(jdbc, now.plus(Period.ofDays(90)));
        assertThat(kept(List.of(old, owned))).containsExactlyInAnyOrder(old, owned);
        VisitTrimming.trim(jdbc, now.plus(Period.ofDays(90)).plusSeconds(1));
        assertThat(kept(List.of(old, owned))).containsExactly(owned);
    }

    private static String account() {
        return "o" + RandomCode.letters(26);
    }

    private CustomerId somebody(Identity... keys) {
        return customers.findOrCreate(List.of(keys), Profile.UNKNOWN, clock.instant());
    }

    private String browser(@Nullable CustomerId person, String openId, @Nullable String unionId) {
        String visitor = LiveCodeFixtures.visitor();
        Instant now = clock.instant();
        if (person != null) {
            belongs(visitor, person);
        }
        jdbc.sql("""
                insert into channel_visitor_wechat (visitor, asked_at, app_id, open_id, union_id, known_at)
                values (:visitor, :now, :app, :open, :union, :now)""")
                .param("visitor", visitor)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("app", APP)
                .param("open", openId)
                .param("union", unionId, Types.VARCHAR)
                .update();
        return visitor;
    }

    private void belongs(String visitor, CustomerId person) {
        jdbc.sql("insert into channel_visitor (id, customer_id, first_at, last_at) values (:id, :person, :now, :now)")
                .param("id", visitor)
                .param("person", person.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<String> kept(List<String> browsers) {
        return jdbc.sql("select visitor from channel_visitor_wechat where visitor in (:browsers)")
                .param("browsers", browsers)
                .query(String.class)
                .list();
    }
}
