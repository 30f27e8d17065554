package io.siyu.demo;

import io.siyu.demo.DemoHttp.DemoRefused;
import io.siyu.mall.order.Orders;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * One day of the demo brand: people scan and make friends, some buy, parcels leave, some regret it. Nothing is written past the product:
 * the phones do what phones do, and the clock moves on between.
 */
@Component
class DemoLife {

    private static final Logger log = LoggerFactory.getLogger(DemoLife.class);

    private final DemoHttp http;
    private final DemoShopper shopper;
    private final DemoGuides guides;
    private final DemoLive live;
    private final Orders orders;
    private final DemoMemory memory;
    private final JdbcClient jdbc;
    private final BrandZone zone;
    private final Clock clock;

    DemoLife(
            DemoHttp http,
            DemoShopper shopper,
            DemoGuides guides,
            DemoLive live,
            Orders orders,
            DemoMemory memory,
            JdbcClient jdbc,
            BrandZone zone,
            Clock clock) {
        this.http = http;
        this.shopper = shopper;
        this.guides = guides;
        this.live = live;
        this.orders = orders;
        this.memory = memory;
        this.jdbc = jdbc;
        this.zone = zone;
        this.clock = clock;
    }

    /** Something that happens at an hour of the day. */
    private record Deed(LocalTime at, Runnable what) {}

    void live(LocalDate day, DemoPlan.Day plan, Random random) {
        Random evening = new Random(day.toEpochDay());
        Random onScreen = new Random(day.toEpochDay());
        List<Deed> deeds = new ArrayList<>();
        plan.newcomers().forEach(newcomer -> deeds.add(new Deed(hour(random, 10, 21), () -> befriend(newcomer))));
        plan.buyers().forEach(buyer -> deeds.add(new Deed(hour(random, 9, 22), () -> shopper.buy(buyer, random))));
        plan.leavers().forEach(leaver -> deeds.add(new Deed(hour(random, 11, 23), () -> leave(leaver))));
        deeds.add(new Deed(LocalTime.of(16, 30), this::shipAll));
        deeds.add(new Deed(LocalTime.of(18, 30), () -> guides.doTasks(random)));
        deeds.add(new Deed(LocalTime.of(19, 45), this::settleTasks));
        deeds.add(new Deed(LocalTime.of(19, 50), () -> guides.doTasks(evening)));
        deeds.add(new Deed(LocalTime.of(20, 0), () -> shopper.confirmArrived(random)));
        deeds.add(new Deed(
                LocalTime.of(20, 45), () -> live.buyers().forEach(one -> attempt(() -> shopper.buy(one, onScreen)))));
        deeds.sort(Comparator.comparing(Deed::at));
        for (Deed deed : deeds) {
            moveTo(zone.startOf(day).plus(Duration.between(LocalTime.MIN, deed.at())));
            attempt(deed.what());
        }
    }

    /** Where the brand's codes lead, in the order in which they were made. */
    List<String> codeUrls() {
        return jdbc.sql("select url_path from report_code order by code_id")
                .query(String.class)
                .list();
    }

    /** What is on its way is signed by the hour at which it set out, and would arrive at another. */
    void moveTo(Instant moment) {
        Patience.until("news on its way", this::delivered);
        long seconds = Duration.between(clock.instant(), moment).toSeconds();
        if (seconds > 0) {
            http.post("/sandbox/api/clock", new Forward(seconds));
        }
    }

    private record Forward(long forwardSeconds) {}

    private record NewPhone(String name, String phone) {}

    private record Browse(String url) {}

    private record Friend(String configId) {}

    /** A new person scans a code, sees the guide's page and adds the guide. */
    private void befriend(DemoPlan.Newcomer newcomer) {
        JsonNode phone =
                http.post("/sandbox/api/phones", new NewPhone(newcomer.name(), DemoPeople.phone(newcomer.number())));
        long id = phone.get("id").asLong();
        memory.met(newcomer.number(), id);
        JsonNode page = http.post("/sandbox/api/phones/" + id + "/browse", new Browse(newcomer.codeUrl()));
        newcomer.got(id);
        if (!newcomer.adds() || page.get("qrCodes").isEmpty()) {
            return;
        }
        String configId = page.get("qrCodes").get(0).path("configId").asString();
        JsonNode added = http.post("/sandbox/api/phones/" + id + "/friends", new Friend(configId));
        newcomer.befriended(added.get("userid").asString());
        live.befriended(newcomer);
        settle();
    }

    /** After a restart: whose phone it is, and who their guide became. */
    void recall(DemoPlan.Newcomer person) {
        memory.phoneOf(person.number()).ifPresent(phone -> {
            person.got(phone);
            for (JsonNode chat :
                    http.get("/sandbox/api/phones/" + phone + "/chats").get("items")) {
                if (chat.path("friend").asBoolean()) {
                    person.befriended(chat.get("userid").asString());
                }
            }
        });
    }

    private void leave(DemoPlan.Newcomer person) {
        if (person.guide() != null) {
            http.delete("/sandbox/api/phones/" + person.phoneId() + "/friends/" + person.guide());
            person.left();
            settle();
        }
    }

    private void shipAll() {
        jdbc.sql("select order_id from report_order where state = 'PAID' order by order_id")
                .query(Long.class)
                .list()
                .forEach(order -> orders.ship(new OrderId(order), "顺丰速运", "SF10%011d".formatted(order)));
    }

    /** A welcome lives twenty seconds: callbacks are let finish before the clock moves on. */
    private void settle() {
        Patience.until("callbacks", () -> delivered() && !pending());
    }

    /** Whoever reserved is told by a guide, and the guide is told first. */
    private void settleTasks() {
        live.awaitHandedOver();
        Patience.until(
                "cards on their way to guides",
                () -> !jdbc.sql("""
                        select exists (select from report_guide_task where unsent and due_at <= :now)""")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .single());
    }

    private boolean delivered() {
        return http.get("/sandbox/api/admin/deliveries?size=10")
                .get("items")
                .valueStream()
                .noneMatch(delivery -> "WAITING".equals(delivery.path("state").asString())
                        && !delivery.hasNonNull("lastStatus")
                        && !delivery.hasNonNull("lastError"));
    }

    private boolean pending() {
        return jdbc.sql("select exists (select from report_callback where pending)")
                .query(Boolean.class)
                .single();
    }

    private static void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (DemoRefused | DomainException refused) {
            log.info("In the demo's life: {}", refused.getMessage());
        }
    }

    private static LocalTime hour(Random random, int from, int to) {
        return LocalTime.of(from + random.nextInt(to - from), random.nextInt(60), random.nextInt(60));
    }
}
