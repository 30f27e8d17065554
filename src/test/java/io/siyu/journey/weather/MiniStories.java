package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.ShopperClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stories of the mini-program's sign-in: whoever was told that it did not work tries again and is one customer. */
final class MiniStories {

    private static final Set<String> TOLD = Set.of("wechat.unavailable", "wechat.too_often");

    private MiniStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new SignedIn(scene),
                new Numbered(scene, OutsideCall.PHONE_NUMBER),
                new Numbered(scene, OutsideCall.MINI_TOKEN));
    }

    private static void requireTruthful(Answer refusal) {
        assertThat(refusal.json().path("code").asString())
                .as("%s", refusal.text())
                .isIn(TOLD);
    }

    private static final class SignedIn extends Story {

        private long phone;
        private String code = "";
        private long customer;

        SignedIn(Scene scene) {
            super(scene, OutsideCall.LOGIN);
            phone = scene.phones.phone("石榴").path("id").asLong();
            code = scene.phones.loginCode(phone);
        }

        @Override
        boolean urgent() {
            return true;
        }

        @Override
        String about() {
            return code;
        }

        @Override
        void begin() {
            Answer first = ConsoleClient.anonymous(scene.context).post("/api/mall/sign-in", Map.of("code", code));
            if (first.status() != 200) {
                requireTruthful(first);
            }
            customer = ShopperClient.with(scene.context, phone).customerId();
        }

        @Override
        void verify() {
            assertThat(ShopperClient.with(scene.context, phone).customerId()).isEqualTo(customer);
        }
    }

    /** A shopper lets us have the phone number. */
    private static final class Numbered extends Story {

        private long phone;
        private String code = "";
        private @Nullable ShopperClient shopper;

        Numbered(Scene scene, OutsideCall call) {
            super(scene, call);
            phone = scene.phones.phone("石榴").path("id").asLong();
            shopper = ShopperClient.with(scene.context, phone);
            code = code();
        }

        @Override
        boolean urgent() {
            return true;
        }

        @Override
        @Nullable
        String about() {
            return call == OutsideCall.PHONE_NUMBER ? code : null;
        }

        @Override
        void begin() {
            if (call == OutsideCall.MINI_TOKEN) {
                scene.phones
                        .post("admin/tokens/revoke", Map.of("app", "mini-stable"))
                        .expect(204);
            }
            ShopperClient who = Objects.requireNonNull(shopper);
            Answer first = who.post("/api/mall/phone", Map.of("code", code));
            if (first.status() != 200) {
                requireTruthful(first);
                who.post("/api/mall/phone", Map.of("code", code())).expect(200);
            }
        }

        @Override
        void verify() {
            String number = scene.phones
                    .get("phones/" + phone)
                    .expect(200)
                    .json()
                    .path("phone")
                    .asString();
            assertThat(Objects.requireNonNull(shopper)
                            .get("/api/mall/me")
                            .expect(200)
                            .json()
                            .path("maskedPhone")
                            .asString())
                    .endsWith(number.substring(number.length() - 4));
        }

        private String code() {
            return scene.phones
                    .post("phones/" + phone + "/mini/phone-number", null)
                    .expect(200)
                    .json()
                    .path("code")
                    .asString();
        }
    }
}
