package io.siyu.reach.channel.code;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes as they are listed and looked for, the newest first. */
@Component
class CodeList {

    private final JdbcClient jdbc;
    private final CodeRows rows;

    CodeList(JdbcClient jdbc, CodeRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * Which codes.
     *
     * @param words in the name, whatever the case; empty: all
     */
    record Filter(boolean archived, String words) {}

    private static final String WANTED = """
            where (archived_at is not null) = :archived and (:words = '' or strpos(lower(name), lower(:words)) > 0)\s""";

    private JdbcClient.StatementSpec asked(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("archived", filter.archived())
                .param("words", filter.words().strip());
    }

    List<LiveCode> page(Filter filter, int page, int size) {
        return asked(CodeRows.SELECT + WANTED + "order by id desc limit :size offset :offset", filter)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(rows::code)
                .list();
    }

    /** The same by keyset, newest first. */
    List<LiveCode> below(long id, Filter filter, int limit) {
        return asked(CodeRows.SELECT + WANTED + "and id < :id order by id desc limit :limit", filter)
                .param("id", id)
                .param("limit", limit)
                .query(rows::code)
                .list();
    }

    long count(Filter filter) {
        return asked("select count(*) from channel_code " + WANTED, filter)
                .query(Long.class)
                .single();
    }
}
