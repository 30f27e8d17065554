package io.siyu.people.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class CustomerExportTests {

    private static final String[] RIGHTS = {"customer.read", "transfer.export", "job.read"};

    private final ApplicationContext context;
    private final CustomerDirectory customers;
    private final StaffSetup setup;
    private final JdbcClient jdbc;
    private final String word = RandomCode.letters(8);

    @Autowired
    CustomerExportTests(ApplicationContext context, CustomerDirectory customers, StaffSetup setup, JdbcClient jdbc) {
        this.context = context;
        this.customers = customers;
        this.setup = setup;
        this.jdbc = jdbc;
    }

    @Test
    void a_guide_takes_out_his_own_customers_with_phones_masked() {
        StoreId store = setup.createStore("s-" + word, "一店", "甲区" + word);
        StaffId guide = setup.createStaff("g-" + word, "导购甲", store);
        CustomerId mine = somebody("=甲" + word, phone());
        CustomerId other = somebody("乙" + word, phone());
        customers.setOwner(mine, guide, store);
        customers.setOwner(other, null, store);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.OWN, guide, RIGHTS);

        List<String> lines = exported(console, Map.of("q", word)).lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isEqualTo("\uFEFF客户编号,昵称,手机号（脱敏）,归属导购,归属门店,成为客户的时间");
        assertThat(lines.getLast()).startsWith(mine + ",'=甲" + word + ",***").contains(",导购甲,一店,2026-03-02 10:00:00");
    }

    @Test
    void whole_phone_numbers_need_their_right() {
        String phone = phone();
        somebody("丙" + word, phone);
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        export(reader, Map.of("q", word, "phone", "full")).expectProblem(403, "customer.phone_forbidden");
        ConsoleClient caller = ConsoleClient.with(
                context, RoleScope.ALL, null, "customer.read", "customer.phone", "transfer.export", "job.read");
        assertThat(exported(caller, Map.of("q", word, "phone", "full"))).contains(phone);
    }

    @Test
    void what_was_taken_out_is_written_down_without_what_was_searched_for() {
        String phone = phone();
        somebody("丁" + word, phone);
        ConsoleClient console = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        JsonNode job = done(console, Map.of("q", phone));
        String file = job.path("files").get(0).path("path").asString();
        console.get(file).expect(200);
        String sheet = file.replaceAll("\\D+", " ").strip();
        assertThat(jdbc.sql("select action from audit_entry where kind = 'sheet' and object_id = :id order by id")
                        .param("id", sheet)
                        .query(String.class)
                        .list())
                .containsExactly("transfer.export", "transfer.download");
        assertThat(jdbc.sql("select count(*) from audit_entry where after::text like '%' || :phone || '%'")
                        .param("phone", phone)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select parameters::text from job_job where id = :id")
                        .param("id", job.path("id").asLong())
                        .query(String.class)
                        .single())
                .isEqualTo("{}");
    }

    @Test
    void only_who_made_the_file_fetches_it_and_only_with_the_rights() {
        somebody("戊" + word, phone());
        ConsoleClient maker = ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS);
        String file =
                done(maker, Map.of("q", word)).path("files").get(0).path("path").asString();
        maker.get(file).expect(200);
        ConsoleClient.with(context, RoleScope.ALL, null, RIGHTS).get(file).expectProblem(404, "transfer.file_gone");
        export(ConsoleClient.with(context, RoleScope.ALL, null, "customer.read", "job.read"), Map.of())
                .expect(403);
        export(ConsoleClient.with(context, RoleScope.ALL, null, "transfer.export", "job.read"), Map.of())
                .expectProblem(403, "transfer.forbidden");
        maker.post("/api/admin/exports", Map.of("list", "secrets")).expectProblem(404, "transfer.list_unknown");
        export(maker, Map.of("ownerStaffId", "x")).expectProblem(400, "transfer.filter_invalid");
    }

    private CustomerId somebody(String name, String phone) {
        return customers.findOrCreate(
                List.of(Identity.unionId("u-" + RandomCode.letters(12)), Identity.phone(phone)),
                Profile.named(name),
                Instant.parse("2026-03-02T02:00:00Z"));
    }

    private static String phone() {
        return "139" + RandomCode.digits(8);
    }

    private static Answer export(ConsoleClient console, Map<String, String> filters) {
        return console.post("/api/admin/exports", Map.of("list", "customers", "filters", filters));
    }

    private JsonNode done(ConsoleClient console, Map<String, String> filters) {
        long job = export(console, filters).expect(202).json().path("jobId").asLong();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> console.get("/api/admin/jobs/" + job)
                        .json()
                        .path("state")
                        .asString()
                        .equals("DONE"));
        return console.get("/api/admin/jobs/" + job).json();
    }

    private String exported(ConsoleClient console, Map<String, String> filters) {
        return done(console, filters)
                .path("files")
                .valueStream()
                .map(file -> file.path("path").asString())
                .filter(path -> path.endsWith("csv"))
                .map(path -> console.get(path).expect(200).text())
                .findFirst()
                .orElseThrow();
    }
}
