package io.siyu.loyalty.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.foundation.transfer.ImportTarget.Outcome;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Points that come over from a former system. */
@SiyuTest
@ExtendWith(BooksAgree.class)
class PointsImportTests {

    private static final Operator OPERATOR = new Operator(1, null, "迁移", Set.of(), new DataScope.All());
    private static final String[] RIGHTS = {
        "customer.read", "points.read", "points.adjust", "transfer.import", "job.read"
    };

    private final ApplicationContext context;
    private final PointsImport imported;
    private final Points points;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;
    private final TransactionTemplate transaction;

    @Autowired
    PointsImportTests(
            ApplicationContext context,
            PointsImport imported,
            Points points,
            CustomerDirectory customers,
            CurrentOperator operator,
            TransactionTemplate transaction) {
        this.context = context;
        this.imported = imported;
        this.points = points;
        this.customers = customers;
        this.operator = operator;
        this.transaction = transaction;
    }

    @Test
    void a_file_is_held_against_the_rules_first_and_each_bad_row_says_why() {
        String phone = phone();
        String external = "wm" + RandomCode.letters(16);
        CustomerId byPhone = somebody(Identity.phone(phone));
        CustomerId byWeCom = somebody(Identity.externalUserId(external));
        CustomerId byNumber = somebody(Identity.phone(phone()));
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        Importing importing = new Importing(console);
        String file = """
                手机号,外部联系人ID,客户编号,积分*,到期日,单号或备注
                +86 %1$s,%4$s,,"1,200",2099-12-31,
                ,%2$s,,300,,A-1
                ,%2$s,,200,2020/1/31,A-2
                ,,%3$s,50.0,,
                ,,%3$s,50,,
                %1$s,%2$s,,10,,B
                13000000000,,,10,,
                ,,,10,,
                ,,甲,10,,
                """.formatted(phone, external, byNumber, "wm-of-another-corporation");

        JsonNode checked = importing.check("points", file);
        assertThat(checked.path("created").asInt()).isEqualTo(3);
        assertThat(points.balance(byPhone).available()).as("only looked at").isZero();

        JsonNode applied = importing.apply(checked);
        assertThat(applied.path("created").asInt()).isEqualTo(3);
        assertThat(console.get(applied.path("errorsPath").asString().replace("xlsx", "csv"))
                        .expect(200)
                        .text())
                .startsWith("\uFEFF手机号,外部联系人ID,客户编号,积分,到期日,单号或备注,原因")
                .contains("这些积分已于 2020-01-31 到期")
                .contains("文件里前面已有这位客户的同一单号")
                .contains("指的不是同一位客户")
                .contains("没有这位客户，或不在你的数据范围内")
                .contains("请填手机号、外部联系人ID或客户编号")
                .contains("“甲”不是客户编号");
        assertThat(points.balance(byPhone).available()).isEqualTo(1200);
        assertThat(points.balance(byWeCom).available()).isEqualTo(300);
        assertThat(points.balance(byNumber).available()).isEqualTo(50);
        assertThat(console.get("/api/admin/customers/" + byPhone + "/points")
                        .expect(200)
                        .json()
                        .path("entries")
                        .path("items")
                        .path(0)
                        .path("note")
                        .asString())
                .isEqualTo("旧系统迁移（原到期日 2099-12-31）");

        JsonNode again = importing.apply(importing.check("points", file + ",,,,,\n,,,,,尾\n"));
        assertThat(again.path("created").asInt()).as("all of it was there").isZero();
        assertThat(points.balance(byPhone).available()).isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({
        "0, points.import.points_invalid", "-5, points.import.points_invalid", "1.5, points.import.points_invalid",
        "1e3, points.import.points_invalid", "1234567890, points.import.points_invalid",
                "٣, points.import.points_invalid"
    })
    void points_are_whole_and_above_zero(String given, String code) {
        CustomerId customer = somebody(Identity.phone(phone()));
        assertThat(refusal(take(List.of(row(customer, given, "")), true).getFirst()))
                .isEqualTo(code);
    }

    @Test
    void outside_ones_scope_nobody_gets_any_and_without_the_rights_nothing_is_taken() {
        CustomerId customer = somebody(Identity.phone(phone()));
        String file = "客户编号,积分\n" + customer + ",100\n";
        Importing blind = new Importing(ConsoleClient.with(context, RoleScope.OWN, null, RIGHTS));
        JsonNode checked = blind.check("points", file);
        assertThat(checked.path("accepted").asInt()).isZero();
        blind.apply(checked);
        assertThat(points.balance(customer).available()).isZero();
        ConsoleClient.with(context, RoleScope.ALL, null, "points.read", "transfer.import", "job.read")
                .upload(
                        "/api/admin/imports?target=points",
                        "f.csv",
                        file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expectProblem(403, "transfer.import_forbidden");
    }

    @Test
    void the_same_reference_with_another_number_is_refused_and_another_reference_taken() {
        CustomerId customer = somebody(Identity.phone(phone()));
        take(List.of(row(customer, "100", "")), false);
        List<Outcome> outcomes =
                take(List.of(row(customer, "150", ""), row(customer, "150", "补"), row(customer, "100", "")), false);
        assertThat(refusal(outcomes.get(0))).isEqualTo("points.import.differs");
        assertThat(outcomes.get(1).effect()).isEqualTo(Effect.CREATED);
        assertThat(refusal(outcomes.get(2))).isEqualTo("points.import.twice");
        assertThat(points.balance(customer).available()).isEqualTo(250);
    }

    @Test
    void what_came_before_two_people_turned_out_to_be_one_does_not_come_again() {
        String phone = phone();
        String external = "wm" + RandomCode.letters(16);
        CustomerId one = somebody(Identity.phone(phone));
        CustomerId two = somebody(Identity.externalUserId(external));
        List<Map<String, String>> file = List.of(
                Map.of("phone", phone, "points", "100", "reference", "甲"),
                Map.of("externalUserId", external, "points", "30", "reference", "乙"));
        assertThat(take(file, false)).extracting(Outcome::effect).containsOnly(Effect.CREATED);
        CustomerId both = Objects.requireNonNull(transaction.execute(status -> customers.findOrCreate(
                List.of(Identity.phone(phone), Identity.externalUserId(external)),
                Profile.named("一人"),
                Instant.EPOCH)));
        assertThat(both).isIn(one, two);
        assertThat(take(file, false)).extracting(Outcome::effect).containsOnly(Effect.NONE);
        assertThat(points.balance(both).available()).isEqualTo(130);
    }

    @Test
    void a_file_that_two_operators_take_over_at_once_gives_its_points_once() throws Exception {
        List<Map<String, String>> file = IntStream.range(0, 30)
                .mapToObj(i -> row(somebody(Identity.phone(phone())), "100", "同一批"))
                .toList();
        var finish = Race.of(4, runner -> () -> take(runner % 2 == 0 ? file : file.reversed(), false));
        assertThat(finish.failures()).isEmpty();
        List<Effect> effects = finish.answers().stream()
                .flatMap(List::stream)
                .map(Outcome::effect)
                .toList();
        assertThat(effects).filteredOn(effect -> effect == Effect.CREATED).hasSize(30);
        assertThat(effects).filteredOn(effect -> effect == Effect.NONE).hasSize(90);
        assertThat(file)
                .allSatisfy(row ->
                        assertThat(points.balance(customer(row)).available()).isEqualTo(100));
    }

    @Test
    void however_often_a_file_is_stopped_and_begun_again_everybody_has_what_it_says() {
        List<CustomerId> people = IntStream.range(0, 4)
                .mapToObj(i -> somebody(Identity.phone(phone())))
                .toList();
        Seeds.forAll(15, random -> {
            String batch = RandomCode.letters(8);
            Map<CustomerId, Long> before = new HashMap<>();
            people.forEach(one -> before.put(one, points.balance(one).available()));
            List<Map<String, String>> file = file(random, people, batch);
            for (int run = 0; run < 4; run++) {
                Collections.shuffle(file, random);
                bring(random, file, run == 3);
            }
            for (CustomerId one : people) {
                long said = file.stream()
                        .filter(row -> customer(row).equals(one))
                        .mapToLong(row -> Long.parseLong(row.get("points")))
                        .sum();
                assertThat(points.balance(one).available() - Objects.requireNonNull(before.get(one)))
                        .isEqualTo(said);
            }
        });
    }

    private static List<Map<String, String>> file(Random random, List<CustomerId> people, String batch) {
        List<Map<String, String>> file = new ArrayList<>();
        for (int line = 0; line < 12; line++) {
            CustomerId one = people.get(random.nextInt(people.size()));
            file.add(row(one, Integer.toString(1 + random.nextInt(500)), batch + line));
        }
        return file;
    }

    /** In pieces, of which some come to nothing and the rest is not reached, unless it is said to run through. */
    private void bring(Random random, List<Map<String, String>> file, boolean through) {
        int at = 0;
        while (at < file.size()) {
            int end = Math.min(file.size(), at + 1 + random.nextInt(5));
            List<Map<String, String>> piece = file.subList(at, end);
            boolean dies = !through && random.nextInt(3) == 0;
            operator.as(
                    OPERATOR,
                    () -> transaction.execute(status -> {
                        if (dies) {
                            status.setRollbackOnly();
                        }
                        return imported.take(piece, false);
                    }));
            if (dies) {
                return;
            }
            at = end;
        }
    }

    private List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        return Objects.requireNonNull(
                operator.as(OPERATOR, () -> transaction.execute(status -> imported.take(rows, dry))));
    }

    private static Map<String, String> row(CustomerId customer, String points, String reference) {
        return reference.isEmpty()
                ? Map.of("customerId", customer.toString(), "points", points)
                : Map.of("customerId", customer.toString(), "points", points, "reference", reference);
    }

    private static CustomerId customer(Map<String, String> row) {
        return new CustomerId(Long.parseLong(Objects.requireNonNull(row.get("customerId"))));
    }

    private static String refusal(Outcome outcome) {
        return Objects.requireNonNull(outcome.refusal()).code();
    }

    private CustomerId somebody(Identity identity) {
        return customers.findOrCreate(List.of(identity), Profile.named("旧客"), Instant.parse("2026-03-02T02:00:00Z"));
    }

    private static String phone() {
        return "137" + RandomCode.digits(8);
    }
}
