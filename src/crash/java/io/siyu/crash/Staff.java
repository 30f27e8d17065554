package io.siyu.crash;

import io.siyu.crash.Caller.Answer;
import io.siyu.crash.Caller.Wish;
import io.siyu.crash.Promises.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Operators at the console: ship, give back, put stock in, give points and tags, rename the code. Each deed until it is answered. */
final class Staff implements Load.Story {

    private final Operator operator;
    private final Brand brand;
    private final Shoppers shoppers;
    private final Promises promises;
    private final AtomicLong deeds = new AtomicLong();

    Staff(Operator operator, Brand brand, Shoppers shoppers, Promises promises) {
        this.operator = operator;
        this.brand = brand;
        this.shoppers = shoppers;
        this.promises = promises;
    }

    @Override
    public void live(Random random) throws InterruptedException {
        String deed = "crash " + deeds.incrementAndGet();
        switch (random.nextInt(6)) {
            case 0, 1 -> handleOrder(random, deed);
            case 2 -> stock(random, deed);
            case 3 -> points(deed);
            case 4 -> tag();
            default -> rename(deed);
        }
    }

    private void handleOrder(Random random, String deed) throws InterruptedException {
        String number = shoppers.paid().poll();
        if (number == null) {
            return;
        }
        Answer found = operator.insist(Wish.get("find", "/api/admin/orders?q=" + number));
        String path = "/api/admin/orders/"
                + found.json().path("items").path(0).path("id").asLong();
        if (random.nextBoolean()) {
            operator.insist(
                    Wish.post("ship", path + "/ship", Map.of("carrier", "顺丰", "trackingNumber", deed)), Keys.fresh());
        } else if (operator.insist(Wish.post("refund", path + "/refund", Map.of("reason", deed)), Keys.fresh())
                .succeeded()) {
            promises.made(Kind.REFUND, number);
        }
    }

    private void stock(Random random, String deed) throws InterruptedException {
        long sku = brand.skus().get(random.nextInt(brand.skus().size()));
        expect(operator.insist(
                Wish.post("stock", "/api/admin/skus/" + sku + "/stock", Map.of("delta", 3, "reason", deed)),
                Keys.fresh()));
        promises.made(Kind.STOCK, deed);
    }

    private void points(String deed) throws InterruptedException {
        Long customer = shoppers.customers().poll();
        if (customer != null) {
            expect(operator.insist(
                    Wish.post(
                            "points",
                            "/api/admin/customers/" + customer + "/points",
                            Map.of("points", 7, "note", deed)),
                    Keys.fresh()));
            promises.made(Kind.POINTS, deed);
        }
    }

    private void tag() throws InterruptedException {
        Long customer = shoppers.customers().poll();
        if (customer != null) {
            Map<String, Object> change = Map.of("customerIds", List.of(customer), "add", List.of(brand.tagByHand()));
            expect(operator.insist(Wish.post("tag", "/api/admin/customers/tags", change)));
            promises.made(Kind.TAG, customer.toString());
        }
    }

    /** One operator at a time renames it, or nobody could say which name is the last. */
    private synchronized void rename(String deed) throws InterruptedException {
        Map<String, Object> code = new HashMap<>(brand.code());
        code.put("name", deed);
        expect(operator.insist(new Wish("code", "PUT", "/api/admin/codes/" + brand.codeId(), code, Map.of())));
        promises.renamedCode(deed);
    }

    private static void expect(Answer answer) {
        if (!answer.succeeded()) {
            throw new IllegalStateException("refused: " + answer.status() + " " + answer.json());
        }
    }
}
