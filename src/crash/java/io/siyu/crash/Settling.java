package io.siyu.crash;

import io.siyu.crash.Caller.Answer;
import io.siyu.crash.Caller.Wish;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits, ten minutes at most, until nothing is left to be done; and lets the brand's time pass so that what is due comes due. */
final class Settling {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Map<String, String> WAITING = new LinkedHashMap<>();

    static {
        WAITING.put("callbacks on their way", "select 1 from sandbox_delivery where state = 'WAITING'");
        WAITING.put("callbacks not taken in", "select 1 from wecom_inbox where state = 'waiting'");
        WAITING.put("welcomes due", "select 1 from wecom_inbox where welcome_state = 'due'");
        WAITING.put("news not heard", "select 1 from event_publication where completion_date is null");
        WAITING.put("refunds", "select 1 from payment_refund where state <> 'SUCCEEDED'");
        WAITING.put("open payments", "select 1 from payment_payment where state = 'OPEN'");
        WAITING.put("unpaid orders", "select 1 from order_order where state in ('PLACED', 'CLOSING')");
        WAITING.put("tags to push", "select 1 from tag_push where wanted > pushed");
        WAITING.put("timers", "select 1 from sop_timer");
        WAITING.put("effects", "select 1 from sop_effect where state = 'PENDING'");
        WAITING.put("touches", "select 1 from outreach_touch where state in ('PLANNED', 'SENDING')");
        WAITING.put("segments", "select 1 from segment_build where done_at is null");
    }

    private final Rows rows;
    private final Operator operator;

    Settling(Site site, Operator operator) {
        this.rows = new Rows(site);
        this.operator = operator;
    }

    /**
     * @param time by the wall's clock
     * @param stuck what was still to be done after ten minutes
     */
    record Settled(Duration time, List<String> stuck) {}

    Settled settle() throws InterruptedException, SQLException, IOException {
        long begun = System.nanoTime();
        // What the platform gave up telling while nobody was there it tells again, as an operator of the platform
        // would.
        for (String id : rows.of("select id from sandbox_delivery where state = 'GIVEN_UP' order by id")) {
            operator.insist(Wish.post("again", "/sandbox/api/admin/deliveries/" + id + "/again", Map.of()));
        }
        long moved = begun;
        while (!quiet()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return new Settled(PATIENCE, waiting());
            }
            Thread.sleep(2000);
            if (System.nanoTime() - moved > Duration.ofSeconds(20).toNanos()) {
                moved = System.nanoTime();
                System.out.println("waiting for " + waiting());
                forward(Duration.ofMinutes(10));
            }
        }
        forward(Duration.ofMinutes(16));
        Thread.sleep(3000);
        while (!quiet()) {
            Thread.sleep(1000);
        }
        return new Settled(Duration.ofNanos(System.nanoTime() - begun), List.of());
    }

    private void forward(Duration time) throws InterruptedException {
        Answer moved =
                operator.insist(Wish.post("clock", "/sandbox/api/clock", Map.of("forwardSeconds", time.toSeconds())));
        if (!moved.succeeded()) {
            throw new IllegalStateException("the clock is not moved: " + moved.json());
        }
    }

    private boolean quiet() throws SQLException, IOException {
        return waiting().isEmpty();
    }

    private List<String> waiting() throws SQLException, IOException {
        List<String> waiting = new java.util.ArrayList<>();
        for (var entry : WAITING.entrySet()) {
            long count = rows.count(entry.getValue());
            if (count > 0) {
                waiting.add(count + " " + entry.getKey());
            }
        }
        return waiting;
    }
}
