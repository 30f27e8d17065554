package io.siyu.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.TaskExecutor;

@SiyuTest
class LanePoolsTests {

    private final ApplicationContext context;
    private final LanePools pools;
    private final List<Connection> held = new ArrayList<>();

    @Autowired
    LanePoolsTests(ApplicationContext context, DataSource dataSource) {
        this.context = context;
        this.pools = (LanePools) dataSource;
    }

    @AfterEach
    void letGo() throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
    }

    @Test
    void requests_are_answered_while_jobs_hold_every_connection_they_may_have() throws SQLException {
        holdAll(Lane.JOBS);
        ConsoleClient.administrator(context).get("/api/admin/session").expect(200);
    }

    @Test
    void what_platforms_send_is_taken_while_requests_and_jobs_hold_all_of_theirs() throws SQLException {
        holdAll(Lane.JOBS);
        holdAll(Lane.REQUESTS);
        try (Connection accepting = Lane.ACCEPTING.call(pools::getConnection)) {
            assertThat(accepting.isValid(1)).isTrue();
        }
    }

    @Test
    void a_thread_takes_from_the_pool_of_its_lane() throws SQLException {
        assertThat(activeIn(Lane.JOBS, () -> Lane.JOBS.call(pools::getConnection)))
                .isPositive();
        assertThat(Lane.JOBS.call(Lane::present)).isEqualTo(Lane.JOBS);
        assertThat(Lane.present()).isEqualTo(Lane.REQUESTS);
    }

    @Test
    void listeners_that_come_after_the_request_are_in_the_lane_of_jobs() throws Exception {
        var seen = new java.util.concurrent.CompletableFuture<Lane>();
        context.getBean("applicationTaskExecutor", TaskExecutor.class).execute(() -> seen.complete(Lane.present()));
        assertThat(seen.get()).isEqualTo(Lane.JOBS);
    }

    @Test
    void it_is_no_lane_that_is_closed_with_the_others() {
        HikariDataSource requests = new HikariDataSource();
        requests.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nothing");
        LanePools own = new LanePools(requests, java.util.Map.of(Lane.JOBS, 1));
        own.close();
        assertThat(requests.isClosed()).isFalse();
        assertThatThrownBy(() -> own.of(Lane.JOBS).getConnection()).hasMessageContaining("has been closed");
        requests.close();
    }

    private interface Taking {
        Connection take() throws SQLException;
    }

    private int activeIn(Lane lane, Taking taking) throws SQLException {
        try (Connection connection = taking.take()) {
            assertThat(connection.isClosed()).isFalse();
            return ((HikariDataSource) pools.of(lane)).getHikariPoolMXBean().getActiveConnections();
        }
    }

    private void holdAll(Lane lane) throws SQLException {
        HikariDataSource pool = (HikariDataSource) pools.of(lane);
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            held.add(pool.getConnection());
        }
    }
}
