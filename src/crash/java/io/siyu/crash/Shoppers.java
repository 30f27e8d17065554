package io.siyu.crash;

import io.siyu.crash.Caller.Answer;
import io.siyu.crash.Caller.Unknown;
import io.siyu.crash.Caller.Wish;
import io.siyu.crash.Promises.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/**
 * People who claim a coupon, order and mostly pay. An order that was not answered is asked for again with the same key until it is:
 * in the end they know exactly which orders they have.
 */
final class Shoppers implements Load.Story {

    private final Caller caller;
    private final Brand brand;
    private final Promises promises;
    private final Queue<Long> phones;
    private final Queue<String> paid = new ConcurrentLinkedQueue<>();
    private final Queue<Long> customers = new ConcurrentLinkedQueue<>();

    Shoppers(Caller caller, Brand brand, Promises promises, Queue<Long> phones) {
        this.caller = caller;
        this.brand = brand;
        this.promises = promises;
        this.phones = phones;
    }

    /** Numbers of orders that were paid on the phone. */
    Queue<String> paid() {
        return paid;
    }

    Queue<Long> customers() {
        return customers;
    }

    @Override
    public void live(Random random) throws InterruptedException {
        try {
            Long known = random.nextInt(3) > 0 ? phones.poll() : null;
            long phone = known != null
                    ? known
                    : send(Wish.post("phone", "/sandbox/api/phones", Map.of("name", "买家")))
                            .path("id")
                            .asLong();
            String token = signIn(phone);
            Optional<Long> coupon = random.nextBoolean() ? claim(token) : Optional.empty();
            String number = order(token, random, coupon);
            if (number.isEmpty()) {
                return;
            }
            if (random.nextInt(6) > 0) {
                pay(phone, token, number);
            }
        } catch (Unknown e) {
            Thread.sleep(200);
        }
    }

    private String signIn(long phone) throws Unknown {
        JsonNode code = send(Wish.post("sign-in", "/sandbox/api/phones/" + phone + "/mini/login", null));
        JsonNode signedIn = send(Wish.post(
                "sign-in", "/api/mall/sign-in", Map.of("code", code.path("code").asString())));
        customers.add(signedIn.path("customerId").asLong());
        return signedIn.path("token").asString();
    }

    private Optional<Long> claim(String token) throws InterruptedException {
        Answer claimed = caller.insist(
                as(token, Wish.post("coupon", "/api/mall/coupon-templates/" + brand.claimable() + "/claim", null))
                        .with("Idempotency-Key", Keys.fresh()));
        if (!claimed.succeeded()) {
            return Optional.empty();
        }
        long coupon = claimed.json().path("couponId").asLong();
        promises.made(Kind.COUPON, Long.toString(coupon));
        return Optional.of(coupon);
    }

    private String order(String token, Random random, Optional<Long> coupon) throws InterruptedException {
        long sku = brand.skus().get(random.nextInt(brand.skus().size()));
        Map<String, Object> wish = new HashMap<>(
                Map.of("items", List.of(Map.of("skuId", sku, "quantity", 1 + random.nextInt(3))), "points", 0));
        coupon.ifPresent(id -> wish.put("couponId", id));
        Answer quote = caller.insist(as(token, Wish.post("quote", "/api/mall/quote", wish)));
        wish.put("quoteHash", quote.json().path("hash").asString());
        wish.put("receiver", Map.of("name", "王芳", "phone", "13800001234", "address", "示例省示例市"));
        Answer placed = caller.insist(
                as(token, Wish.post("order", "/api/mall/orders", wish)).with("Idempotency-Key", Keys.fresh()));
        if (!placed.succeeded()) {
            throw new IllegalStateException("an order was refused: " + placed.json() + " after " + quote.json());
        }
        String number = placed.json().path("number").asString();
        promises.made(Kind.ORDER, number);
        return number;
    }

    private void pay(long phone, String token, String number) throws Unknown, InterruptedException {
        Answer sheet = caller.insist(as(token, Wish.post("pay", "/api/mall/orders/" + number + "/pay", null)));
        if (!sheet.succeeded()) {
            return;
        }
        Map<String, Object> confirmation = new HashMap<>(Map.of("confirm", true));
        sheet.json()
                .path("params")
                .properties()
                .forEach(param ->
                        confirmation.put(param.getKey(), param.getValue().asString()));
        send(Wish.post("payment", "/sandbox/api/phones/" + phone + "/pay", confirmation));
        promises.made(Kind.PAYMENT, number);
        paid.add(number);
    }

    private JsonNode send(Wish wish) throws Unknown {
        Answer answer = caller.send(wish);
        if (!answer.succeeded()) {
            throw new Unknown(wish.path() + ": " + answer.status() + " " + answer.json());
        }
        return answer.json();
    }

    private static Wish as(String token, Wish wish) {
        return wish.with("Authorization", "Bearer " + token);
    }
}
