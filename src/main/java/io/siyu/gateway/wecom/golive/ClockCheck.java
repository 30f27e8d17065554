package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.client.WeComProperties;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * That our clock agrees with the platform's: by the time in its answers, and by how long its last callbacks seem to have been under way.
 * A welcome code lives twenty seconds.
 */
@Component
@Order(8)
class ClockCheck implements GoLiveCheck {

    private static final Duration TOLERABLE = Duration.ofSeconds(60);
    private static final Duration RECENT = Duration.ofHours(1);
    private static final int CALLBACKS = 5;

    private final WeComProperties properties;
    private final Web web;
    private final JdbcClient jdbc;
    private final Clock clock;

    ClockCheck(WeComProperties properties, Web web, JdbcClient jdbc, Clock clock) {
        this.properties = properties;
        this.web = web;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Finding look() {
        List<Duration> ahead = new ArrayList<>(byCallbacks());
        // A platform that is played has a clock that is moved, and answers by the machine's.
        if (properties.baseUrl().startsWith("https:")) {
            ahead.addAll(byAnswer());
        }
        if (ahead.isEmpty()) {
            return Finding.of(State.UNKNOWN, "clock.unknown");
        }
        Duration least = ahead.stream()
                .min((one, other) -> one.abs().compareTo(other.abs()))
                .orElseThrow();
        if (least.abs().compareTo(TOLERABLE) <= 0) {
            return Finding.ok("clock.ok");
        }
        return Finding.failed(
                least.isNegative() ? "clock.behind" : "clock.ahead", least.abs().toSeconds());
    }

    private List<Duration> byAnswer() {
        try {
            return web.get(properties.baseUrl() + "/").headers().firstValue("Date").stream()
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .map(theirs -> Duration.between(theirs, clock.instant()))
                    .toList();
        } catch (UncheckedIOException | DateTimeParseException e) {
            return List.of();
        }
    }

    private List<Duration> byCallbacks() {
        return jdbc
                .sql("""
                select extract(epoch from received_at) - (fields ->> 'CreateTime')::bigint from wecom_inbox inbox
                where received_at > :recent and fields ->> 'CreateTime' ~ '^\\d{1,12}$'
                  and not exists (select from wecom_reconciliation_finding finding where finding.inbox_id = inbox.id)
                order by id desc limit :most""")
                .param("recent", clock.instant().minus(RECENT).atOffset(ZoneOffset.UTC))
                .param("most", CALLBACKS)
                .query(Double.class)
                .list()
                .stream()
                .map(seconds -> Duration.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(seconds.longValue())))
                .toList();
    }
}
