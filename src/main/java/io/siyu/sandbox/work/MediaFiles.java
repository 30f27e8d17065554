package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was laid down with the platform; after three days it is gone. */
@Component
@InSandbox
class MediaFiles {

    private static final Duration KEPT = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final Clock clock;

    MediaFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record MediaFile(String type, String name, byte[] content) {}

    String keep(String type, String name, byte[] content) {
        String id = "media" + RandomCode.letters(40);
        jdbc.sql("delete from sandbox_media where created_at < :oldest")
                .param("oldest", Times.sql(clock.instant().minus(KEPT)))
                .update();
        jdbc.sql("""
                        insert into sandbox_media (media_id, type, name, content, created_at)
                        values (:id, :type, :name, :content, :now)""")
                .param("id", id)
                .param("type", type)
                .param("name", name)
                .param("content", content)
                .param("now", Times.sql(clock.instant()))
                .update();
        return id;
    }

    Optional<MediaFile> find(String mediaId) {
        return jdbc.sql("""
                        select type, name, content from sandbox_media
                        where media_id = :id and created_at >= :oldest""")
                .param("id", mediaId)
                .param("oldest", Times.sql(clock.instant().minus(KEPT)))
                .query((row, number) ->
                        new MediaFile(row.getString("type"), row.getString("name"), row.getBytes("content")))
                .optional();
    }
}
