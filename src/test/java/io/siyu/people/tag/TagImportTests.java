package io.siyu.people.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
class TagImportTests {

    private static final String PATH = "/api/admin/imports?target=customer-tags";
    private static final String[] RIGHTS = {"customer.read", "tag.read", "tag.write", "transfer.import", "job.read"};

    private final ApplicationContext context;
    private final CustomerDirectory customers;
    private final Tags tags;
    private final String word = RandomCode.letters(8);

    @Autowired
    TagImportTests(ApplicationContext context, CustomerDirectory customers, Tags tags) {
        this.context = context;
        this.customers = customers;
        this.tags = tags;
    }

    @Test
    void a_file_is_held_against_the_rules_first_and_taken_over_once() {
        long tag = tags.createGroup("组" + word, false, List.of("老客" + word))
                .values()
                .iterator()
                .next();
        String phone = "137" + RandomCode.digits(8);
        CustomerId byPhone = somebody(Identity.phone(phone));
        CustomerId byWeCom = somebody(Identity.externalUserId("wm" + word));
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        byte[] file =
                ("外部联系人ID,标签 *,手机号\n,老客%1$s,+86 %2$s\nwm%1$s,老客%1$s,\n,没有的,%2$s\n,老客%1$s,13000000000\n,老客%1$s,\n,,\n")
                        .formatted(word, phone)
                        .getBytes(Charset.forName("GBK"));

        JsonNode started = console.upload(PATH, "标签.csv", file).expect(202).json();
        long id = started.path("importId").asLong();
        assertThat(message(console, started)).isEqualTo("可导入 2 行，有问题 3 行");
        assertThat(tags.of(byPhone)).as("a dry run changes nothing").isEmpty();
        JsonNode standing = console.get("/api/admin/imports/" + id).expect(200).json();
        assertThat(standing.path("first")
                        .valueStream()
                        .map(row -> row.path("cells").get(4).asString()))
                .containsExactly("没有叫“没有的”的标签", "没有这位客户，或不在你的数据范围内", "请填手机号、外部联系人ID或客户编号");
        String errors = standing.path("errorsPath").asString().replace("xlsx", "csv");
        assertThat(console.get(errors).expect(200).text())
                .startsWith("\uFEFF手机号,外部联系人ID,客户编号,标签,原因")
                .contains(",没有的,没有叫“没有的”的标签");

        JsonNode applied = console.post("/api/admin/imports/" + id + "/apply", Map.of())
                .expect(202)
                .json();
        assertThat(message(console, applied)).isEqualTo("已导入 2 行，未导入 3 行");
        assertThat(tags.of(byPhone)).containsExactly(tag);
        assertThat(tags.of(byWeCom)).containsExactly(tag);

        console.post("/api/admin/imports/" + id + "/apply", Map.of()).expectProblem(409, "transfer.import_not_checked");
        JsonNode again =
                console.upload(PATH, "another name.csv", file).expect(202).json();
        message(console, again);
        console.post("/api/admin/imports/" + again.path("importId").asLong() + "/apply", Map.of())
                .expectProblem(409, "transfer.import_repeated");
    }

    @Test
    void outside_ones_scope_nobody_is_tagged_and_without_the_rights_nothing_is_taken() {
        tags.createGroup("组" + word, false, List.of("甲" + word));
        somebody(Identity.externalUserId("wm" + word));
        byte[] file = "外部联系人ID,标签\nwm%1$s,甲%1$s\n".formatted(word).getBytes(StandardCharsets.UTF_8);
        ConsoleClient blind = ConsoleClient.with(context, RoleScope.OWN, null, RIGHTS);
        assertThat(message(blind, blind.upload(PATH, "f.csv", file).expect(202).json()))
                .isEqualTo("可导入 0 行，有问题 1 行");
        ConsoleClient.with(context, RoleScope.ALL, null, "tag.write", "job.read")
                .upload(PATH, "f.csv", file)
                .expect(403);
        ConsoleClient.with(context, RoleScope.ALL, null, "transfer.import", "job.read")
                .upload(PATH, "f.csv", file)
                .expectProblem(403, "transfer.import_forbidden");
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        console.upload(PATH, "f.csv", "名字\n甲\n".getBytes(StandardCharsets.UTF_8))
                .expectProblem(400, "transfer.column_missing");
        console.upload(PATH, "f.csv", new byte[0]).expect(400);
        console.upload("/api/admin/imports?target=secrets", "f.csv", file)
                .expectProblem(404, "transfer.target_unknown");
    }

    private CustomerId somebody(Identity identity) {
        return customers.findOrCreate(
                List.of(identity), Profile.named("客" + word), Instant.parse("2026-03-02T02:00:00Z"));
    }

    private static String message(ConsoleClient console, JsonNode started) {
        String job = "/api/admin/jobs/" + started.path("jobId").asLong();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.get(job).json().path("state").asString().equals("DONE"));
        return console.get(job).json().path("message").asString();
    }
}
