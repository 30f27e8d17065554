package io.siyu.people.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.tag.PushQueue.Push;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What comes in while a call is under way is not forgotten when the call comes back. */
@SiyuTest
class PushQueueTests {

    private static final AtomicLong IDS = new AtomicLong(8_000_000_000L);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    final CustomerId customer = new CustomerId(IDS.incrementAndGet());
    final StaffId guide = new StaffId(IDS.incrementAndGet());
    final Push taken = new Push(customer, guide, Set.of(), Set.of(), 1, false, 0);
    PushQueue queue;

    /** Out of reach of whoever pushes, whose clock is a year behind. */
    @BeforeEach
    void want() {
        queue = new PushQueue(jdbc, customers, Clock.offset(clock, Duration.ofDays(365)));
        read();
        queue.known(taken, Set.of(), false, null);
    }

    @Test
    void a_change_by_an_employee_during_a_successful_call_is_read_afterwards() {
        queue.attempt(taken, Set.of(5L));
        read();
        queue.known(taken, Set.of(5L), true, null);
        assertThat(standing()).contains("unsure 1/2");
    }

    @Test
    void a_change_by_an_employee_during_a_refused_call_is_read_afterwards() {
        queue.attempt(taken, Set.of(5L));
        read();
        queue.later(taken, Duration.ofSeconds(1), false, "busy");
        assertThat(standing()).contains("unsure 0/2");
    }

    @Test
    void without_one_nothing_is_read_again() {
        queue.attempt(taken, Set.of(5L));
        queue.later(taken, Duration.ofSeconds(1), false, "busy");
        assertThat(standing()).contains("sure 0/1");
        queue.known(taken, Set.of(5L), true, null);
        assertThat(standing()).contains("sure 1/1");
    }

    private void read() {
        transaction.executeWithoutResult(status -> queue.read(customer, guide, clock.instant()));
    }

    private Optional<String> standing() {
        return jdbc.sql("""
                select case when unsure then 'unsure ' else 'sure ' end || pushed || '/' || wanted from tag_push
                where customer_id = :customer and staff_id = :staff""")
                .param("customer", customer.value())
                .param("staff", guide.value())
                .query(String.class)
                .optional();
    }
}
