package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has given notice takes no customers along. */
@SiyuTest
class NoticeTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void from_notice_until_it_is_withdrawn_nothing_is_taken_out_and_each_try_is_written_down() {
        // Known to the platform: whoever is not in its directory leaves when it is read.
        StaffId guide = setup.createStaff(new SandboxPhones(context).member("将离职"), "将离职", null);
        ConsoleClient leaving = ConsoleClient.with(
                context,
                RoleScope.ALL,
                guide,
                "customer.read",
                "customer.phone",
                "customer.privacy",
                "transfer.export",
                "job.read");
        ConsoleClient administrator = ConsoleClient.administrator(context);
        String phone = "138" + RandomCode.digits(8);
        CustomerId customer =
                customers.findOrCreate(List.of(Identity.phone(phone)), Profile.named("客户"), clock.instant());
        Map<String, ?> export = Map.of("list", "customers", "filters", Map.of());
        leaving.post("/api/admin/exports", export).expect(202);

        String notice = "/api/admin/staff/" + guide + "/notice";
        administrator.put(notice, Map.of("leavesOn", "2030-12-31")).expect(204);
        leaving.post("/api/admin/exports", export).expectProblem(403, "transfer.frozen");
        leaving.post("/api/admin/customers/" + customer + "/phone", Map.of()).expectProblem(403, "transfer.frozen");
        leaving.post("/api/admin/customers/" + customer + "/personal-data", Map.of())
                .expectProblem(403, "transfer.frozen");
        leaving.get("/api/admin/customers").expect(200);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'transfer.refused' and user_id = "
                                + "(select id from staff_user where staff_id = :staff)")
                        .param("staff", guide.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);

        administrator.delete(notice).expect(204);
        leaving.post("/api/admin/exports", export).expect(202);
        leaving.post("/api/admin/customers/" + customer + "/phone", Map.of()).expect(200);
    }
}
