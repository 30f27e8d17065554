package io.siyu.sandbox.wire;

import io.siyu.sandbox.InSandbox;
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

    /** Uses up one call of the oldest fault that is switched on for this path. */
    public Optional<Fault> next(String path) {
        return jdbc.sql("""
                        update sandbox_fault set remaining = remaining - 1
                        where remaining > 0 and id = (
                            select id from sandbox_fault
                            where remaining > 0 and (path = :path or (path = '*' and :path not like 'callback:%'))
                            order by id limit 1 for update)
                        returning *""").param("path", path).query(Faults::fault).optional();
    }

    public List<Fault> active() {
        return jdbc.sql("select * from sandbox_fault where remaining > 0 order by id")
                .query(Faults::fault)
                .list();
    }

    public Fault switchOn(
            String path,
            Fault.Kind kind,
            @Nullable String code,
            @Nullable Integer status,
            @Nullable Long millis,
            int times) {
        return jdbc.sql("""
                        insert into sandbox_fault (path, kind, code, status, millis, remaining)
                        values (:path, :kind, :code, :status, :millis, :times) returning *""")
                .param("path", path)
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
                Fault.Kind.valueOf(row.getString("kind")),
                row.getString("code"),
                row.getObject("status", Integer.class),
                row.getObject("millis", Long.class),
                row.getInt("remaining"));
    }
}
