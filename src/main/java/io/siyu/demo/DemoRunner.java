package io.siyu.demo;

import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a demo brand live its first months, day by day, right after its first start. A restart in the middle goes on with the day that
 * follows the last one lived.
 */
@Component
@ConditionalOnProperty("siyu.demo")
class DemoRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoRunner.class);
    private static final long SEED = 20261121;

    private final DemoSetup setup;
    private final DemoLife life;
    private final JdbcClient jdbc;
    private final BrandZone zone;
    private final Clock clock;
    private final int days;

    DemoRunner(
            DemoSetup setup,
            DemoLife life,
            JdbcClient jdbc,
            BrandZone zone,
            Clock clock,
            @Value("${siyu.demo-days:90}") int days) {
        this.setup = setup;
        this.life = life;
        this.jdbc = jdbc;
        this.zone = zone;
        this.clock = clock;
        this.days = days;
    }

    private record Progress(Instant endsAt, boolean setUp, boolean finished) {}

    @EventListener
    void begin(ApplicationReadyEvent ready) {
        Thread.ofVirtual().name("demo").start(this::run);
    }

    private void run() {
        try {
            liveToThePresent();
        } catch (RuntimeException e) {
            log.error("The demo brand's life stopped; the next start goes on with it", e);
        }
    }

    private void liveToThePresent() {
        Progress progress = progress();
        if (progress.finished()) {
            return;
        }
        log.info("A demo brand is brought to life: {} days in about a minute. You can sign in and watch.", days);
        if (!progress.setUp()) {
            setup.run();
            jdbc.sql("update demo_progress set set_up = true").update();
        }
        DemoPlan plan = new DemoPlan(life.codeUrls(), days, new Random(SEED));
        LocalDate last = zone.dateOf(progress.endsAt());
        for (int day = 0; day < days; day++) {
            LocalDate date = last.minusDays(days - day);
            DemoPlan.Day today = plan.next(day);
            if (!date.isBefore(zone.dateOf(clock.instant()))) {
                life.live(date, today, new Random(SEED + day));
            } else {
                today.newcomers().forEach(life::recall);
            }
            if (day % 10 == 9) {
                log.info("The demo brand has lived {} of {} days", day + 1, days);
            }
        }
        life.moveTo(Instant.ofEpochMilli(System.currentTimeMillis()));
        jdbc.sql("update demo_progress set finished = true").update();
        log.info("The demo brand has arrived in the present");
    }

    private Progress progress() {
        jdbc.sql("insert into demo_progress (ends_at) values (:endsAt) on conflict do nothing")
                .param(
                        "endsAt",
                        Instant.ofEpochMilli(System.currentTimeMillis()).atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select ends_at, set_up, finished from demo_progress")
                .query((row, number) -> new Progress(
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("set_up"),
                        row.getBoolean("finished")))
                .single();
    }
}
