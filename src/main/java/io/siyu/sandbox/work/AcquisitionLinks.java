package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 获客链接 and the quota that their friends are paid from. */
@Component
@InSandbox
public class AcquisitionLinks {

    private final JdbcClient jdbc;
    private final int port;
    private final long total;

    /** @param total friends that the corporation has paid for */
    AcquisitionLinks(
            JdbcClient jdbc,
            @Value("${siyu.sandbox.port}") int port,
            @Value("${siyu.sandbox.acquisition-quota:1000}") long total) {
        this.jdbc = jdbc;
        this.port = port;
        this.total = total;
    }

    public record AcquisitionLink(
            String linkId, String name, List<String> users, boolean skipVerify, Instant createdAt) {}

    /** Whom it leads to is seen when it is opened. */
    public String url(String linkId) {
        return "http://127.0.0.1:" + port + "/ca/" + linkId;
    }

    public Optional<AcquisitionLink> find(String linkId) {
        return jdbc.sql("select * from sandbox_acquisition_link where link_id = :id")
                .param("id", linkId)
                .query((row, number) -> new AcquisitionLink(
                        row.getString("link_id"),
                        row.getString("link_name"),
                        List.of((String[]) row.getArray("users").getArray()),
                        row.getBoolean("skip_verify"),
                        Times.read(row, "created_at")))
                .optional();
    }

    long total() {
        return total;
    }

    public long balance() {
        return total
                - jdbc.sql("select coalesce(sum(won), 0) from sandbox_acquisition_link")
                        .query(Long.class)
                        .single();
    }

    /** One more friend came by it. */
    public void won(String linkId) {
        jdbc.sql("update sandbox_acquisition_link set won = won + 1 where link_id = :id")
                .param("id", linkId)
                .update();
    }

    AcquisitionLink create(String name, List<String> users, boolean skipVerify, Instant now) {
        AcquisitionLink link = new AcquisitionLink("caw" + RandomCode.letters(20), name, users, skipVerify, now);
        jdbc.sql("""
                insert into sandbox_acquisition_link (link_id, link_name, users, skip_verify, created_at)
                values (:id, :name, :users, :skip, :now)""")
                .param("id", link.linkId())
                .param("name", name)
                .param("users", users.toArray(String[]::new))
                .param("skip", skipVerify)
                .param("now", Times.sql(now))
                .update();
        return link;
    }

    void update(String linkId, String name, List<String> users, boolean skipVerify) {
        jdbc.sql("""
                update sandbox_acquisition_link set link_name = :name, users = :users, skip_verify = :skip
                where link_id = :id""")
                .param("id", linkId)
                .param("name", name)
                .param("users", users.toArray(String[]::new))
                .param("skip", skipVerify)
                .update();
    }

    /** What was won by it stays paid. */
    void delete(String linkId) {
        jdbc.sql("update sandbox_acquisition_link set users = '{}' where link_id = :id")
                .param("id", linkId)
                .update();
    }

    /** Ids with the position each has for paging. */
    Map<Long, String> after(long position, int limit) {
        Map<Long, String> found = new LinkedHashMap<>();
        jdbc.sql("""
                select seq, link_id from sandbox_acquisition_link
                where seq > :after and users <> '{}' order by seq limit :limit""").param("after", position).param("limit", limit).query(row -> {
            found.put(row.getLong("seq"), row.getString("link_id"));
        });
        return found;
    }
}
