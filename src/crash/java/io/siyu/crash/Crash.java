package io.siyu.crash;

import io.siyu.crash.Caller.Wish;
import io.siyu.crash.Settling.Settled;
import io.siyu.crash.Site.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Kills the packaged application, its PostgreSQL, or both, at random moments under mixed load, and then holds what everybody was promised
 * against the books: {@code mvn -Pcrash verify -Dcrash.kills=100 -Dcrash.seed=…}.
 */
final class Crash {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** On a slow machine there are fewer kills, rather than none that is ever counted. */
    private static final long LONGEST_MINUTES = 90;

    private Crash() {}

    /** @param arguments the jar, how many kills, the seed (empty for any), the folder for data and report */
    public static void main(String[] arguments) throws Exception {
        int kills = Integer.parseInt(arguments[1]);
        long seed = arguments[2].isBlank() ? new SplittableRandom().nextLong() : Long.parseLong(arguments[2]);
        Path folder = Path.of(arguments[3]);
        System.out.println(
                "seed " + seed + ": -Dcrash.seed=" + seed + " kills in the same order and after the same pauses");
        delete(folder);
        Files.createDirectories(folder);
        Report report = new Report(seed);
        List<String> wrong = new ArrayList<>();
        try (Site site = new Site(Path.of(arguments[0]), folder)) {
            Caller caller = new Caller(site.url());
            Operator operator = new Operator(caller);
            morning(operator);
            Brand brand = Brand.make(operator);
            Promises promises = new Promises();
            Load load = new Load(seed);
            Shoppers shoppers = people(load, caller, operator, brand, promises);
            warmUp(promises);
            kill(site, caller, new Random(seed), kills, report);
            load.finish();
            System.out.println(shoppers.paid().size() + " paid orders were left alone");
            Settled settled = new Settling(site, operator).settle();
            report.settled(settled.time());
            settled.stuck().forEach(what -> wrong.add("still to be done after ten minutes: " + what));
            wrong.addAll(new Verdict(site, operator, brand, promises).wrong());
            report.write(folder, caller, promises, wrong);
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(System.out::println);
            throw new IllegalStateException(wrong.size() + " promises were broken");
        }
        System.out.println("Every promise was kept.");
    }

    /** Guides are left in peace at night, and a plan would wait for the morning. */
    private static void morning(Operator operator) throws InterruptedException {
        String told = operator.insist(Wish.get("clock", "/sandbox/api/clock"))
                .json()
                .path("now")
                .asString();
        ZonedDateTime now = OffsetDateTime.parse(told).atZoneSameInstant(ZONE);
        ZonedDateTime ten = now.with(LocalTime.of(10, 0));
        long seconds =
                Duration.between(now, ten.isAfter(now) ? ten : ten.plusDays(1)).toSeconds();
        operator.insist(Wish.post("clock", "/sandbox/api/clock", Map.of("forwardSeconds", seconds)));
    }

    private static Shoppers people(Load load, Caller caller, Operator operator, Brand brand, Promises promises) {
        Visitors visitors = new Visitors(caller, brand, promises);
        Shoppers shoppers = new Shoppers(caller, brand, promises, visitors.phones());
        load.add("visitor", 3, visitors);
        load.add("shopper", 4, shoppers);
        load.add("operator", 1, new Staff(operator, brand, shoppers, promises));
        return shoppers;
    }

    private static void warmUp(Promises promises) throws InterruptedException {
        for (int i = 0; i < 600 && promises.of(Promises.Kind.PAYMENT).size() < 5; i++) {
            Thread.sleep(100);
        }
        if (promises.of(Promises.Kind.PAYMENT).isEmpty()) {
            throw new IllegalStateException("Nobody paid anything in a minute: the load does not run");
        }
    }

    private static void kill(Site site, Caller caller, Random random, int kills, Report report)
            throws IOException, InterruptedException {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("crash.minutes", LONGEST_MINUTES))
                        .toNanos();
        for (int number = 1; number <= kills && System.nanoTime() < end; number++) {
            Thread.sleep(500 + random.nextInt(2500));
            Victim victim = victim(random);
            Map<String, Integer> underWay = caller.underWay();
            Duration restart = site.kill(victim);
            report.kill(number, victim, restart, underWay);
        }
    }

    /** PostgreSQL more often than the application: it is back sooner. */
    private static Victim victim(Random random) {
        int dice = random.nextInt(20);
        return dice < 17 ? Victim.DATABASE : dice == 17 ? Victim.APPLICATION : Victim.BOTH;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
