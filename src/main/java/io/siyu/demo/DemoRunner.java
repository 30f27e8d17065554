package io.siyu.demo;

import io.siyu.demo.DemoMemory.Progress;
import io.siyu.shared.BrandZone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
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
    private final DemoLeads leads;
    private final DemoLive live;
    private final DemoLeaver leaver;
    private final DemoMemory memory;
    private final BrandZone zone;
    private final int days;

    DemoRunner(
            DemoSetup setup,
            DemoLife life,
            DemoLeads leads,
            DemoLive live,
            DemoLeaver leaver,
            DemoMemory memory,
            BrandZone zone,
            @Value("${siyu.demo-days:90}") int days) {
        this.setup = setup;
        this.life = life;
        this.leads = leads;
        this.live = live;
        this.leaver = leaver;
        this.memory = memory;
        this.zone = zone;
        this.days = days;
    }

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

    void liveToThePresent() {
        Progress progress = memory.progress();
        if (progress.finished()) {
            return;
        }
        log.info("A demo brand is brought to life: {} days in about a minute. You can sign in and watch.", days);
        setup.run();
        DemoPlan plan = new DemoPlan(life.codeUrls(), new Random(SEED));
        LocalDate last = zone.dateOf(progress.endsAt());
        for (int day = 0; day < days; day++) {
            LocalDate date = last.minusDays(days - day);
            DemoPlan.Day today = plan.next(day);
            if (progress.livedUntil() == null || date.isAfter(progress.livedUntil())) {
                memory.lives(date);
                life.live(date, today, new Random(SEED + day));
            } else {
                today.newcomers().forEach(life::recall);
            }
            if (day % 10 == 9) {
                log.info("The demo brand has lived {} of {} days", day + 1, days);
            }
        }
        life.moveTo(Instant.ofEpochMilli(System.currentTimeMillis()));
        leads.seed();
        live.toCome();
        leaver.leave();
        memory.finish();
        log.info("The demo brand has arrived in the present");
    }
}
