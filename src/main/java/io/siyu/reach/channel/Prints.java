package io.siyu.reach.channel;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What hangs on walls and lies in parcels: a code that is printed cannot be taken away, only stopped with something in its place. */
@Component
public class Prints {

    private final JdbcClient jdbc;

    Prints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A print.
     *
     * @param what 门店立牌, 包裹卡, …
     * @param copies absent when nobody counted
     */
    public record Print(long id, String what, @Nullable Integer copies, Instant printedAt) {}

    /** Saying the same twice changes nothing. */
    public void printed(Collection<Long> codeIds, String what, @Nullable Integer copies, Instant at) {
        jdbc.sql("""
                insert into channel_print (code_id, what, copies, printed_at)
                select id, :what, :copies::integer, :at from unnest(:codes) as code (id)
                on conflict (code_id, what, printed_at) do nothing""")
                .param("codes", codeIds.toArray(Long[]::new))
                .param("what", what)
                .param("copies", copies)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public boolean any(long codeId) {
        return jdbc.sql("select exists (select 1 from channel_print where code_id = :code)")
                .param("code", codeId)
                .query(Boolean.class)
                .single();
    }

    /** Newest first. */
    public List<Print> of(long codeId) {
        return jdbc.sql("select id, what, copies, printed_at from channel_print where code_id = :code order by id desc")
                .param("code", codeId)
                .query((row, number) -> {
                    Timestamp at = row.getTimestamp("printed_at");
                    return new Print(
                            row.getLong("id"),
                            row.getString("what"),
                            row.getObject("copies", Integer.class),
                            at.toInstant());
                })
                .list();
    }
}
