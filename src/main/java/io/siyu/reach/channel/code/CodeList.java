package io.siyu.reach.channel.code;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes as they are listed and looked for, the newest first. */
@Component
class CodeList {

    private final JdbcClient jdbc;
    private final CodeRows rows;
    private final Clock clock;

    CodeList(JdbcClient jdbc, CodeRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /** Whether a code takes visitors in, and why not. */
    enum Standing {
        SERVING("stopped_at is null and coalesce((afterlife ->> 'expiresAt')::timestamptz > :now, true)"),
        STOPPED("stopped_at is not null"),
        EXPIRED("stopped_at is null and (afterlife ->> 'expiresAt')::timestamptz <= :now");

        private final String sql;

        Standing(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Which codes.
     *
     * @param words in the name, whatever the case; empty: all
     * @param standing absent: however they stand
     */
    record Filter(boolean archived, String words, @Nullable Standing standing) {

        private String sql() {
            return """
                    where (archived_at is not null) = :archived and (:words = '' or strpos(lower(name), lower(:words)) > 0)
                    """ + (standing == null ? "" : "and " + standing.sql + " ");
        }
    }

    private JdbcClient.StatementSpec asked(String sql, Filter filter, String rest) {
        return jdbc.sql(sql + filter.sql() + rest)
                .param("archived", filter.archived())
                .param("words", filter.words().strip())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    List<LiveCode> page(Filter filter, int page, int size) {
        return asked(CodeRows.SELECT, filter, "order by id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query(rows::code)
                .list();
    }

    /** The same by keyset, newest first. */
    List<LiveCode> below(long id, Filter filter, int limit) {
        return asked(CodeRows.SELECT, filter, "and id < :id order by id desc limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query(rows::code)
                .list();
    }

    long count(Filter filter) {
        return asked("select count(*) from channel_code ", filter, "")
                .query(Long.class)
                .single();
    }
}
