package io.siyu.sandbox.wire;

import io.siyu.sandbox.InSandbox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The switches: what goes wrong next, and how many times. They are in the database, so a restart does not heal anything. */
@Component
@InSandbox
public class Faults {

    private final JdbcClient jdbc;

    Faults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Uses up one call of the oldest fault that is switched on for it. */
    Optional<Fault> next(Call call) {
        String text = URLDecoder.decode(String.valueOf(call.uri()), StandardCharsets.UTF_8)
                + "\n"
                + (call.bringsFile() ? "" : call.body());
        return next(call.path(), call.method() + " " + call.path(), text);
    }

    /** Uses up one delivery of the oldest fault that is switched on for news of this kind. */
    public Optional<Fault> nextDelivery(String kind, String plain) {
        return next("callback:" + kind, "callback:" + kind, plain);
    }

    private Optional<Fault> next(String path, String call, String text) {
        return jdbc.sql("""
                        update sandbox_fault set remaining = remaining - 1, struck = struck + 1
                        where remaining > 0 and id = (
                            select id from sandbox_fault
                            where remaining > 0 and (about is null or position(about in :text) > 0)
                              and (path in (:path, :call)
                                or (position('*' in path) > 0 and :path not like 'callback:%'
                                  and (:path like replace(replace(path, '_', '\\_'), '*', '%')
                                    or :call like replace(replace(path, '_', '\\_'), '*', '%'))))
                            order by id limit 1 for update)
                        returning *""")
                .param("path", path)
                .param("call", call)
                .param("text", text)
                .query(Faults::fault)
                .optional();
    }

    /** One that was switched on, used up or not. */
    public Optional<Fault> find(long id) {
        return jdbc.sql("select * from sandbox_fault where id = :id")
                .param("id", id)
                .query(Faults::fault)
                .optional();
    }

    public List<Fault> active() {
        return jdbc.sql("select * from sandbox_fault where remaining > 0 order by id")
                .query(Faults::fault)
                .list();
    }

    /** Those that were switched on last, used up or not, the newest first. */
    public List<Fault> latest(int most) {
        return jdbc.sql("select * from sandbox_fault order by id desc limit :most")
                .param("most", most)
                .query(Faults::fault)
                .list();
    }

    /** Fine weather, and nothing left to tell of the bad. */
    public void clear() {
        jdbc.sql("delete from sandbox_fault").update();
    }

    public Fault switchOn(
            String path,
            @Nullable String about,
            Fault.Kind kind,
            @Nullable String code,
            @Nullable Integer status,
            @Nullable Long millis,
            int times) {
        return jdbc.sql("""
                        insert into sandbox_fault (path, about, kind, code, status, millis, remaining)
                        values (:path, :about, :kind, :code, :status, :millis, :times) returning *""")
                .param("path", path)
                .param("about", about)
                .param("kind", kind.name())
                .param("code", code)
                .param("status", status)
                .param("millis", millis)
                .param("times", times)
                .query(Faults::fault)
                .single();
    }

    public void switchOff(long id) {
        jdbc.sql("update sandbox_fault set remaining = 0 where id = :id")
                .param("id", id)
                .update();
    }

    private static Fault fault(ResultSet row, int number) throws SQLException {
        return new Fault(
                row.getLong("id"),
                row.getString("path"),
                row.getString("about"),
                Fault.Kind.valueOf(row.getString("kind")),
                row.getString("code"),
                row.getObject("status", Integer.class),
                row.getObject("millis", Long.class),
                row.getInt("remaining"),
                row.getInt("struck"));
    }
}
