package io.siyu.gateway.wecom.quota;

import io.siyu.gateway.wecom.client.WeComProperties;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Governors as nodes of their own. */
public final class TestGovernors {

    private TestGovernors() {}

    public static CallTally tally(JdbcClient jdbc, JsonMapper json, Clock clock) {
        return new CallTally(jdbc, json, clock);
    }

    public static Governor of(JdbcClient jdbc, Clock clock, WeComProperties properties) {
        return new Governor(new QuotaRows(jdbc, clock, new QuotaProperties(9_000, 135_000)), properties);
    }
}
