package io.siyu.reach.channel.welcome;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that welcomes go out without, because WeChat Work does not have them, or will soon have forgotten them. */
@Component
class MissingMedia implements AlertSource {

    private static final Duration SOON = Duration.ofHours(6);
    /** A new file is laid down within seconds; longer is trouble. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    MissingMedia(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "channel.welcome_media";
    }

    @Override
    public List<Alert> standing() {
        List<String> names = jdbc.sql("""
                select name from channel_media
                where failure is not null and coalesce(media_until, :soon) <= :soon and created_at < :patience order by id""")
                .param("soon", clock.instant().plus(SOON).atOffset(ZoneOffset.UTC))
                .param("patience", clock.instant().minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        return names.isEmpty()
                ? List.of()
                : List.of(Alert.fault(kind(), Alert.ALL, "/welcomes", names.size(), names.getFirst()));
    }
}
