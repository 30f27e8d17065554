package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SiyuTest
class OrderScopeTests {

    private final ApplicationContext context;
    private final Checkout checkout;
    private final MallFixtures mall;

    @Autowired
    JdbcClient jdbc;

    OrderScopeTests(@Autowired ApplicationContext context, @Autowired Checkout checkout) {
        this.context = context;
        this.checkout = checkout;
        this.mall = new MallFixtures(context);
    }

    @Test
    void a_guide_sees_the_orders_of_the_customers_they_had_when_these_were_placed() {
        StaffSetup staff = context.getBean(StaffSetup.class);
        StaffId mine = staff.createStaff(RandomCode.letters(12), "mine", null);
        StaffId other = staff.createStaff(RandomCode.letters(12), "other", null);
        CustomerId customer = mall.customer();
        own(customer, mine);
        PlacedOrder order = checkout.place(
                customer,
                new OrderRequest(
                        List.of(new OrderRequest.Item(mall.goods(12_000, 3), 1)),
                        null,
                        0,
                        new OrderRequest.Receiver("王芳", "13812345678", "上海"),
                        false),
                null);
        own(customer, other);

        ConsoleClient guide = ConsoleClient.with(context, RoleScope.OWN, mine, "order.read", "order.ship");
        ConsoleClient stranger =
                ConsoleClient.with(context, RoleScope.OWN, other, "order.read", "order.ship", "order.refund");
        Answer seen = guide.get("/api/admin/orders/" + order.id()).expect(200);
        assertThat(seen.json().path("receiver").path("maskedPhone").asString()).isEqualTo("***5678");
        assertThat(seen.text()).doesNotContain("13812345678");
        assertThat(guide.get("/api/admin/orders?size=200").expect(200).json().path("items"))
                .hasSize(1);
        stranger.get("/api/admin/orders/" + order.id()).expectProblem(404, "order.not_found");
        assertThat(stranger.get("/api/admin/orders?size=200").expect(200).json().path("items"))
                .isEmpty();
        stranger.post(
                        "/api/admin/orders/" + order.id() + "/ship",
                        Map.of("carrier", "SF", "trackingNumber", "1"),
                        Keys.fresh())
                .expectProblem(404, "order.not_found");
        guide.post("/api/admin/orders/" + order.id() + "/refund", Map.of("reason", "x"), Keys.fresh())
                .expect(403);
        guide.post(
                        "/api/admin/orders/" + order.id() + "/ship",
                        Map.of("carrier", "SF", "trackingNumber", "1"),
                        Keys.fresh())
                .expectProblem(409, "order.not_shippable");
        Books.balance(context);
    }

    private PlacedOrder orderToOuyang() {
        return checkout.place(
                mall.customer(),
                new OrderRequest(
                        List.of(new OrderRequest.Item(mall.goods(12_000, 3), 1)),
                        null,
                        0,
                        new OrderRequest.Receiver("欧阳芳", "13812345678", "上海市静安区南京西路一号"),
                        false),
                null);
    }

    @Test
    void whom_and_where_is_masked_until_somebody_who_ships_asks_and_that_is_written_down() {
        PlacedOrder order = orderToOuyang();
        String page = "/api/admin/orders/" + order.id();
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "order.read", "order.refund");
        assertThat(reader.get(page).expect(200).json().path("receiver").toString())
                .isEqualTo("{\"name\":\"欧***\",\"maskedPhone\":\"***5678\",\"address\":\"上海市静安区***\"}");
        reader.post(page + "/receiver", Map.of()).expect(403);

        ConsoleClient shipper = ConsoleClient.with(context, RoleScope.ALL, null, "order.read", "order.ship");
        assertThat(shipper.post(page + "/receiver", Map.of()).expect(200).json().toString())
                .contains("欧阳芳", "13812345678", "南京西路一号");
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'order.receiver.show' and object_id = :id")
                        .param("id", order.id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void who_is_leaving_is_not_told_whom_and_where_in_full() {
        PlacedOrder order = orderToOuyang();
        StaffId guide = context.getBean(StaffSetup.class).createStaff(RandomCode.letters(12), "将离职", null);
        ConsoleClient shipper = ConsoleClient.with(context, RoleScope.ALL, guide, "order.read", "order.ship");
        String receiver = "/api/admin/orders/" + order.id() + "/receiver";
        shipper.post(receiver, Map.of()).expect(200);
        ConsoleClient.administrator(context)
                .put("/api/admin/staff/" + guide + "/notice", Map.of("leavesOn", "2030-12-31"))
                .expect(204);
        shipper.post(receiver, Map.of()).expectProblem(403, "transfer.frozen");
        assertThat(jdbc.sql("""
                select action from audit_entry
                where kind = 'order' and object_id = :id and action in ('order.receiver.show', 'transfer.refused') order by id""")
                        .param("id", order.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("order.receiver.show", "transfer.refused");
    }

    private void own(CustomerId customer, StaffId staff) {
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> context.getBean(CustomerDirectory.class).setOwner(customer, staff, null));
    }
}
