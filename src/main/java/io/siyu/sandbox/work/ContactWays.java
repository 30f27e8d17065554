package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The codes an app has made, and the picture each of them is. */
@Component
@InSandbox
public class ContactWays {

    private final JdbcClient jdbc;
    private final Members members;
    private final int port;

    ContactWays(JdbcClient jdbc, Members members, @Value("${siyu.sandbox.port}") int port) {
        this.jdbc = jdbc;
        this.members = members;
        this.port = port;
    }

    public Optional<ContactWay> find(String configId) {
        return jdbc.sql("select * from sandbox_contact_way where config_id = :id")
                .param("id", configId)
                .query(ContactWays::way)
                .optional();
    }

    /** Where the code's picture is: a PNG, which stays the same while members change. */
    public String picture(String configId) {
        return "http://127.0.0.1:" + port + "/qr/" + configId + ".png";
    }

    /** Everybody a scan may lead to, departments expanded, each once. */
    public List<Member> reachable(ContactWay way) {
        Map<String, Member> found = new LinkedHashMap<>();
        way.users().forEach(u -> members.findPresent(u).ifPresent(m -> found.put(m.userid(), m)));
        if (!way.parties().isEmpty()) {
            members.under(way.parties()).forEach(m -> found.put(m.userid(), m));
        }
        return new ArrayList<>(found.values());
    }

    /** How many there are: the corporation's quota counts them. */
    int count() {
        return jdbc.sql("select count(*) from sandbox_contact_way")
                .query(Integer.class)
                .single();
    }

    void put(ContactWay way) {
        jdbc.sql("""
                        insert into sandbox_contact_way (config_id, type, scene, style, remark, skip_verify, state,
                            users, parties, created_at)
                        values (:id, :type, :scene, :style, :remark, :skip, :state, :users, :parties, :at)
                        on conflict (config_id) do update set style = :style, remark = :remark, skip_verify = :skip,
                            state = :state, users = :users, parties = :parties""")
                .param("id", way.configId())
                .param("type", way.type())
                .param("scene", way.scene())
                .param("style", way.style())
                .param("remark", way.remark())
                .param("skip", way.skipVerify())
                .param("state", way.state())
                .param("users", way.users().toArray(new String[0]))
                .param("parties", way.parties().toArray(new Long[0]))
                .param("at", Times.sql(way.createdAt()))
                .update();
    }

    boolean delete(String configId) {
        return jdbc.sql("delete from sandbox_contact_way where config_id = :id")
                        .param("id", configId)
                        .update()
                == 1;
    }

    /** Ids made within the window, oldest first, with the position each has for paging. */
    Map<Long, String> made(Instant from, Instant till, long after, int limit) {
        Map<Long, String> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select seq, config_id from sandbox_contact_way
                        where created_at between :from and :till and seq > :after order by seq limit :limit""")
                .param("from", Times.sql(from))
                .param("till", Times.sql(till))
                .param("after", after)
                .param("limit", limit)
                .query((ResultSet row) -> {
                    found.put(row.getLong("seq"), row.getString("config_id"));
                });
        return found;
    }

    private static ContactWay way(ResultSet row, int number) throws SQLException {
        return new ContactWay(
                row.getString("config_id"),
                row.getInt("type"),
                row.getInt("scene"),
                row.getInt("style"),
                row.getString("remark"),
                row.getBoolean("skip_verify"),
                row.getString("state"),
                List.of((String[]) row.getArray("users").getArray()),
                List.of((Long[]) row.getArray("parties").getArray()),
                Times.read(row, "created_at"));
    }
}
