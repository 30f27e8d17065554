package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.Keys;
import io.siyu.testing.ShopperClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stories of money: paid once, given back once, and the order says what WeChat Pay says. */
final class ShopStories {

    private ShopStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new Paid(scene),
                new PaidUntold(scene),
                new Closed(scene),
                new Refunded(scene),
                new RefundedUntold(scene));
    }

    abstract static class OfOrder extends Story {

        static final long PRICE_FEN = 15000;

        long phone;
        private @Nullable ShopperClient client;
        private String number = "";

        OfOrder(Scene scene, OutsideCall call) {
            super(scene, call);
        }

        ShopperClient shopper() {
            return Objects.requireNonNull(client);
        }

        String order() {
            return "/api/mall/orders/" + number;
        }

        void place() {
            phone = scene.phones.phone("青柠").path("id").asLong();
            client = ShopperClient.with(scene.context, phone);
            Map<String, Object> sku = Map.of("spec", "罐装", "priceFen", PRICE_FEN, "stock", 5);
            long skuId = scene.console
                    .post(
                            "/api/admin/products",
                            Map.of("title", "桂花乌龙", "category", "茗茶", "status", "ON", "skus", List.of(sku)))
                    .expect(201)
                    .json()
                    .path("skus")
                    .path(0)
                    .path("id")
                    .asLong();
            Map<String, Object> wish =
                    new HashMap<>(Map.of("items", List.of(Map.of("skuId", skuId, "quantity", 1)), "points", 0));
            wish.put(
                    "quoteHash",
                    shopper()
                            .post("/api/mall/quote", wish)
                            .expect(200)
                            .json()
                            .path("hash")
                            .asString());
            wish.put("receiver", Map.of("name", "青柠", "phone", "19900000001", "address", "示例省示例市"));
            number = shopper()
                    .post("/api/mall/orders", wish, Keys.fresh())
                    .expect(201)
                    .json()
                    .path("number")
                    .asString();
        }

        /** The button on the page. */
        Answer pay() {
            return shopper().post(order() + "/pay", null);
        }

        void payOnPhone() {
            JsonNode sheet = pay().expect(200).json().path("params");
            shopper().confirmOnPhone(sheet).expect(200);
        }

        String state() {
            return shopper().get(order()).expect(200).json().path("state").asString();
        }

        void awaitPaid() {
            await().atMost(Scene.SOON).until(() -> state().equals("PAID"));
        }

        /** The number of the only payment at WeChat Pay. */
        String outTradeNo() {
            List<JsonNode> payments = payments();
            assertThat(payments).hasSize(1);
            return payments.getFirst().path("outTradeNo").asString();
        }

        List<JsonNode> payments() {
            return scene.phones.items("phones/" + phone + "/payments");
        }

        void refund() {
            long id = scene.console
                    .get("/api/admin/orders?q=" + number)
                    .expect(200)
                    .json()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asLong();
            scene.console
                    .post("/api/admin/orders/" + id + "/refund", Map.of("reason", "不想要了"), Keys.fresh())
                    .expect(200);
        }

        void verify(String orderState, String paymentState, long refundedFen) {
            assertThat(state()).isEqualTo(orderState);
            assertThat(payments()).hasSize(1);
            JsonNode payment = payments().getFirst();
            assertThat(payment.path("state").asString()).isEqualTo(paymentState);
            assertThat(payment.path("amountFen").asLong()).isEqualTo(PRICE_FEN);
            assertThat(payment.path("refundedFen").asLong()).isEqualTo(refundedFen);
        }
    }

    /** Nobody knows whether the payment was prepared: the shopper taps again and pays once. */
    static final class Paid extends OfOrder {

        Paid(Scene scene) {
            super(scene, OutsideCall.PREPAY);
            place();
        }

        @Override
        boolean urgent() {
            return true;
        }

        @Override
        String about() {
            return scene.phones
                    .get("phones/" + phone)
                    .expect(200)
                    .json()
                    .path("openid")
                    .asString();
        }

        @Override
        void begin() {
            Answer first = pay();
            if (first.status() != 200) {
                first.expectProblem(502, "payment.unknown");
            }
            payOnPhone();
        }

        @Override
        void verify() {
            verify("PAID", "SUCCESS", 0);
        }
    }

    /** The notification never comes: we ask. */
    private static final class PaidUntold extends OfOrder {

        PaidUntold(Scene scene) {
            super(scene, OutsideCall.PAYMENT);
            place();
            JsonNode sheet = pay().expect(200).json().path("params");
            scene.switchOn(Map.of("path", "callback:pay", "kind", "LOSE", "times", 1), outTradeNo());
            shopper().confirmOnPhone(sheet).expect(200);
        }

        @Override
        String about() {
            return outTradeNo();
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            verify("PAID", "SUCCESS", 0);
        }
    }

    private static final class Closed extends OfOrder {

        Closed(Scene scene) {
            super(scene, OutsideCall.CLOSE);
            place();
            pay().expect(200);
        }

        @Override
        String about() {
            return outTradeNo();
        }

        @Override
        void begin() {
            shopper().post(order() + "/cancel", null).expect(200);
        }

        @Override
        void verify() {
            verify("CLOSED", "CLOSED", 0);
        }
    }

    private static final class Refunded extends OfOrder {

        Refunded(Scene scene) {
            super(scene, OutsideCall.REFUND);
            place();
            payOnPhone();
            awaitPaid();
        }

        @Override
        String about() {
            return outTradeNo();
        }

        @Override
        void begin() {
            refund();
        }

        @Override
        void verify() {
            verify("REFUNDED", "REFUND", PRICE_FEN);
        }
    }

    /** The notification of the refund never comes: we ask. */
    private static final class RefundedUntold extends OfOrder {

        RefundedUntold(Scene scene) {
            super(scene, OutsideCall.REFUND_STATE);
            place();
            payOnPhone();
            awaitPaid();
            scene.switchOn(Map.of("path", "callback:pay", "kind", "LOSE", "times", 1), outTradeNo());
        }

        @Override
        void begin() {
            refund();
        }

        @Override
        void verify() {
            verify("REFUNDED", "REFUND", PRICE_FEN);
        }
    }
}
