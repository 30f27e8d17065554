package io.siyu.loyalty.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.foundation.transfer.ImportTarget.Outcome;
import io.siyu.mall.order.MallFixtures;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Coupons that come over from a former system. */
@SiyuTest
@ExtendWith(BooksAgree.class)
class CouponImportTests {

    private static final Operator OPERATOR = new Operator(1, null, "迁移", Set.of(), new DataScope.All());
    private static final String[] RIGHTS = {
        "customer.read", "coupon.read", "coupon.issue", "transfer.import", "job.read"
    };

    private final ApplicationContext context;
    private final CouponImport imported;
    private final CouponTemplates templates;
    private final Coupons coupons;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;
    private final TransactionTemplate transaction;
    private final MallFixtures mall;

    @Autowired
    CouponImportTests(
            ApplicationContext context,
            CouponImport imported,
            CouponTemplates templates,
            Coupons coupons,
            CustomerDirectory customers,
            CurrentOperator operator,
            TransactionTemplate transaction) {
        this.context = context;
        this.imported = imported;
        this.templates = templates;
        this.coupons = coupons;
        this.customers = customers;
        this.operator = operator;
        this.transaction = transaction;
        this.mall = new MallFixtures(context);
    }

    @Test
    void a_file_is_held_against_the_rules_first_and_each_bad_row_says_why() {
        long template = template(10, 1);
        String phone = "137" + RandomCode.digits(8);
        CustomerId owed = somebody(Identity.phone(phone));
        CustomerId other = mall.customer();
        String file = """
                手机号,客户编号,券码*,有效期至
                %1$s,,A1,2030年1月5日
                %1$s,,A2,
                ,%2$s,A1,
                ,%2$s,A3,2020-01-01
                ,%2$s,A3,2999-01-01
                ,%2$s,A3,明天
                ,%2$s,,
                13000000000,,A4,
                """.formatted(phone, other);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        Importing importing = new Importing(console);
        JsonNode checked = importing.check("coupons&about=" + template, file);
        assertThat(checked.path("created").asInt()).isEqualTo(2);
        assertThat(held(owed)).as("only looked at").isEmpty();

        JsonNode applied = importing.apply(checked);
        assertThat(applied.path("created").asInt()).isEqualTo(2);
        assertThat(console.get(applied.path("errorsPath").asString().replace("xlsx", "csv"))
                        .expect(200)
                        .text())
                .startsWith("\uFEFF手机号,外部联系人ID,客户编号,券码,有效期至,原因")
                .contains("这个券码已迁给另一位客户")
                .contains("这张券已于 2020-01-01 到期")
                .contains("“2999-01-01”太远")
                .contains("“明天”不是日期")
                .contains("请填写旧系统的券码")
                .contains("没有这位客户，或不在你的数据范围内");
        assertThat(held(owed))
                .as("both, though one person may have one of it")
                .hasSize(2)
                .extracting(UsableCoupon::validUntil)
                .contains(context.getBean(BrandZone.class).startOf(LocalDate.of(2030, 1, 6)));
        assertThat(held(other)).isEmpty();

        JsonNode again = importing.apply(importing.check("coupons&about=" + template, file + ",,,尾\n"));
        assertThat(again.path("created").asInt()).as("they were there").isZero();
        assertThat(held(owed)).hasSize(2);
        Importing elsewhere = new Importing(console);
        assertThat(elsewhere
                        .apply(elsewhere.check("coupons&about=" + template(10, 1), file))
                        .path("created")
                        .asInt())
                .as("another coupon, so other codes")
                .isEqualTo(2);
    }

    @Test
    void who_was_owed_one_has_had_what_one_person_may_have() {
        long template = template(10, 1);
        CustomerId customer = mall.customer();
        take(template, List.of(row(customer, "K1")), false);
        assertThat(refusalOf(() -> coupons.issue(template, customer, "test", RandomCode.letters(20))))
                .isEqualTo("coupon.per_person_limit");
        JsonNode shown = ConsoleClient.administrator(context)
                .get("/api/admin/customers/" + customer + "/coupons")
                .expect(200)
                .json();
        assertThat(shown.path("items").path(0).path("formerCode").asString()).isEqualTo("K1");
    }

    @Test
    void no_more_are_given_than_there_are() {
        long template = template(2, 2);
        List<Map<String, String>> file = IntStream.range(0, 3)
                .mapToObj(i -> row(mall.customer(), "K" + i))
                .toList();
        for (boolean dry : List.of(true, false)) {
            List<Outcome> outcomes = take(template, file, dry);
            assertThat(outcomes).extracting(Outcome::effect).startsWith(Effect.CREATED, Effect.CREATED);
            assertThat(refusal(outcomes.getLast())).isEqualTo("coupon.sold_out");
        }
    }

    @Test
    void what_is_stopped_or_would_end_before_it_begins_is_not_given() {
        Instant now = context.getBean(Clock.class).instant();
        LocalDate today = context.getBean(BrandZone.class).dateOf(now);
        long later = templates.create(new CouponDraft(
                "Later " + RandomCode.letters(6),
                CouponTerms.amountOff(500, 0),
                now.plusSeconds(10 * 86_400),
                null,
                30,
                10,
                1,
                false,
                "brand",
                100));
        Map<String, String> row = row(mall.customer(), "K1");
        Map<String, String> soon = Map.of(
                "customerId",
                Objects.requireNonNull(row.get("customerId")),
                "code",
                "K1",
                "until",
                today.plusDays(3).toString());
        assertThat(refusal(take(later, List.of(soon), false).getFirst())).isEqualTo("coupon.never_valid");
        assertThat(take(later, List.of(row), false).getFirst().effect()).isEqualTo(Effect.CREATED);
        templates.stop(later);
        assertThat(refusal(
                        take(later, List.of(row(mall.customer(), "K2")), true).getFirst()))
                .isEqualTo("coupon.stopped");
        assertThat(take(later, List.of(row), true).getFirst().effect()).isEqualTo(Effect.NONE);
        assertThat(refusalOf(() -> take(Long.MAX_VALUE, List.of(row), true).getFirst()))
                .isEqualTo("coupon.template_not_found");
    }

    @Test
    void outside_ones_scope_nobody_gets_one_and_without_the_rights_nothing_is_taken() {
        long template = template(10, 1);
        CustomerId customer = mall.customer();
        String file = "客户编号,券码\n" + customer + ",K1\n";
        Importing blind = new Importing(ConsoleClient.with(context, RoleScope.OWN, null, RIGHTS));
        JsonNode checked = blind.check("coupons&about=" + template, file);
        assertThat(checked.path("accepted").asInt()).isZero();
        blind.apply(checked);
        assertThat(held(customer)).isEmpty();
        ConsoleClient.with(context, RoleScope.ALL, null, "coupon.read", "coupon.write", "transfer.import", "job.read")
                .upload(
                        "/api/admin/imports?target=coupons&about=" + template,
                        "f.csv",
                        file.getBytes(StandardCharsets.UTF_8))
                .expectProblem(403, "transfer.import_forbidden");
    }

    @Test
    void a_file_that_two_operators_take_over_at_once_gives_each_coupon_once() throws Exception {
        long template = template(25, 1);
        List<Map<String, String>> file = IntStream.range(0, 25)
                .mapToObj(i -> row(mall.customer(), "K" + i))
                .toList();
        var finish = Race.of(4, runner -> () -> take(template, runner % 2 == 0 ? file : file.reversed(), false));
        assertThat(finish.failures()).isEmpty();
        List<Effect> effects = finish.answers().stream()
                .flatMap(List::stream)
                .map(Outcome::effect)
                .toList();
        assertThat(effects).filteredOn(effect -> effect == Effect.CREATED).hasSize(25);
        assertThat(effects).filteredOn(effect -> effect == Effect.NONE).hasSize(75);
    }

    private long template(int total, int perPerson) {
        return mall.template(CouponTerms.amountOff(500, 0), total, perPerson);
    }

    private List<UsableCoupon> held(CustomerId customer) {
        return coupons.usable(customer, context.getBean(Clock.class).instant());
    }

    private List<Outcome> take(long template, List<Map<String, String>> rows, boolean dry) {
        return Objects.requireNonNull(operator.as(
                OPERATOR, () -> transaction.execute(status -> imported.take(Long.toString(template), rows, dry))));
    }

    private static Map<String, String> row(CustomerId customer, String code) {
        return Map.of("customerId", customer.toString(), "code", code);
    }

    private static String refusal(Outcome outcome) {
        return Objects.requireNonNull(outcome.refusal()).code();
    }

    private static String refusalOf(Runnable deed) {
        try {
            deed.run();
            return "";
        } catch (DomainException refusal) {
            return refusal.code();
        }
    }

    private CustomerId somebody(Identity identity) {
        return customers.findOrCreate(List.of(identity), Profile.named("旧客"), Instant.parse("2026-03-02T02:00:00Z"));
    }
}
