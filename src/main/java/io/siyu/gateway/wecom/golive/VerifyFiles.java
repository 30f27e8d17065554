package io.siyu.gateway.wecom.golive;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files by which WeChat Work and WeChat see that a domain is ours. */
@Component
class VerifyFiles {

    private final JdbcClient jdbc;
    private final Clock clock;

    VerifyFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record VerifyFile(String name, Instant uploadedAt) {}

    List<VerifyFile> all() {
        return jdbc.sql("select name, uploaded_at from wecom_verify_file order by uploaded_at desc, name")
                .query((row, number) -> new VerifyFile(
                        row.getString("name"),
                        row.getObject("uploaded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<String> content(String name) {
        return jdbc.sql("select content from wecom_verify_file where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    void put(String name, String content) {
        jdbc.sql("""
                insert into wecom_verify_file (name, content, uploaded_at) values (:name, :content, :now)
                on conflict (name) do update set content = excluded.content, uploaded_at = excluded.uploaded_at""")
                .param("name", name)
                .param("content", content)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean remove(String name) {
        return jdbc.sql("delete from wecom_verify_file where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }
}
