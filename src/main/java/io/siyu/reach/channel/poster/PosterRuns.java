package io.siyu.reach.channel.poster;

import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posters being drawn for many codes: which, and which of them are done. */
@Component
class PosterRuns {

    static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PosterRuns(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param layout as it was when it began */
    record Run(long id, long posterId, String name, PosterLayout layout, long userId) {}

    /** @param fileName absent until it is drawn, and for a code that was gone by then */
    record Sheet(int number, long codeId, @Nullable String fileName) {}

    long open(Posters.Poster poster, long userId, Instant now) {
        return jdbc.sql("""
                insert into channel_poster_run (poster_id, name, layout, user_id, created_at, kept_until)
                values (:poster, :name, :layout::jsonb, :user, :now, :until) returning id""")
                .param("poster", poster.id())
                .param("name", poster.name())
                .param("layout", json.writeValueAsString(poster.layout()))
                .param("user", userId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(KEPT).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** @return how many; codes that are archived are left out */
    int orderOf(long run, Collection<Long> codeIds) {
        return jdbc.sql("""
                insert into channel_poster_sheet (run_id, number, code_id)
                select :run, row_number() over (order by id), id from channel_code
                where id = any(:codes) and archived_at is null""")
                .param("run", run)
                .param("codes", codeIds.stream().mapToLong(Long::longValue).toArray())
                .update();
    }

    /** All codes of a template. */
    int orderAll(long run, long templateId) {
        return jdbc.sql("""
                insert into channel_poster_sheet (run_id, number, code_id)
                select :run, row_number() over (order by c.id), c.id
                from channel_template_child k join channel_code c on c.id = k.code_id
                where k.template_id = :template and c.archived_at is null""").param("run", run).param("template", templateId).update();
    }

    Run require(long id) {
        return jdbc.sql(
                        "select id, poster_id, name, layout::text as layout, user_id from channel_poster_run where id = :id")
                .param("id", id)
                .query(this::run)
                .optional()
                .orElseThrow(() -> DomainException.notFound("channel.poster.run_gone"));
    }

    List<Sheet> after(long run, int number, int size) {
        return jdbc.sql("""
                select number, code_id, file_name from channel_poster_sheet where run_id = :run and number > :after
                order by number limit :size""")
                .param("run", run)
                .param("after", number)
                .param("size", size)
                .query(Sheet.class)
                .list();
    }

    List<Long> codesOf(long run) {
        return jdbc.sql(
                        "select code_id from channel_poster_sheet where run_id = :run and file_name is not null order by code_id")
                .param("run", run)
                .query(Long.class)
                .list();
    }

    /** Gives a poster its name in the ZIP; one that another has already gets its number behind it. */
    void drawn(long run, int number, String name) {
        jdbc.sql("""
                update channel_poster_sheet set file_name = case when exists (select from channel_poster_sheet o
                        where o.run_id = :run and o.number <> :number and o.file_name = :name || '.png')
                    then :name || '-' || :number || '.png' else :name || '.png' end
                where run_id = :run and number = :number""")
                .param("run", run)
                .param("number", number)
                .param("name", name)
                .update();
    }

    List<Long> old(Instant now) {
        return jdbc.sql("select id from channel_poster_run where kept_until < :now order by id limit 100")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    void forget(long run) {
        jdbc.sql("delete from channel_poster_run where id = :id")
                .param("id", run)
                .update();
    }

    private Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getLong("poster_id"),
                row.getString("name"),
                json.readValue(row.getString("layout"), PosterLayout.class),
                row.getLong("user_id"));
    }
}
