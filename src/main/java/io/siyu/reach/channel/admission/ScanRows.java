package io.siyu.reach.channel.admission;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Browsers that open our pages, who they turned out to be, and the places they still hold. */
@Component
public class ScanRows {

    private final JdbcClient jdbc;

    ScanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A scan of this visitor that still holds its place. */
    record Earlier(long scanId, StaffId staff, long stateId, String qrUrl) {}

    private record Known(String visitor, long customer) {}

    private record Place(String visitor, Earlier earlier) {}

    /**
     * They are here again, or for the first time. In order, so that two who see the same ones do not wait for each other in a circle.
     *
     * @return who of them is known to be which customer
     */
    Map<String, CustomerId> seen(Collection<String> visitors, Instant now) {
        Map<String, CustomerId> known = new HashMap<>();
        jdbc.sql("""
                with seen as (
                    insert into channel_visitor (id, first_at, last_at)
                    select id, :now, :now from unnest(:ids::text[]) id order by id
                    on conflict (id) do update set last_at = :now returning id, customer_id)
                select id, customer_id from seen where customer_id is not null""")
                .param("ids", visitors.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Known(row.getString("id"), row.getLong("customer_id")))
                .list()
                .forEach(row -> known.put(row.visitor(), new CustomerId(row.customer())));
        return known;
    }

    public void known(String visitor, CustomerId customer) {
        jdbc.sql("update channel_visitor set customer_id = :customer where id = :id")
                .param("id", visitor)
                .param("customer", customer.value())
                .update();
    }

    Map<String, Earlier> earlier(Collection<String> visitors, long codeId, Instant now) {
        Map<String, Earlier> earlier = new HashMap<>();
        jdbc.sql("""
                select c.visitor, c.id, c.staff_id, s.id as state_id, s.qr_url
                from unnest(:visitors::text[]) v (visitor)
                join channel_scan c on c.visitor = v.visitor and c.code_id = :code
                join channel_state s on s.id = c.state_id and s.status = 'READY' and (s.kind = 'COMMON' or s.leased_by = c.id)
                where c.reserved_until > :now and c.added_at is null order by c.id""")
                .param("visitors", visitors.toArray(String[]::new))
                .param("code", codeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Place(
                        row.getString("visitor"),
                        new Earlier(
                                row.getLong("id"),
                                new StaffId(row.getLong("staff_id")),
                                row.getLong("state_id"),
                                row.getString("qr_url"))))
                .list()
                .forEach(place -> earlier.put(place.visitor(), place.earlier()));
        return earlier;
    }

    void renew(long scanId, Instant until) {
        jdbc.sql("update channel_scan set reserved_until = :until where id = :id and added_at is null")
                .param("id", scanId)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }
}
