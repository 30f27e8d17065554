package io.siyu.reach.channel.admission;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

    private record Place(Ask ask, Earlier earlier) {}

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

    /** By code and visitor. */
    Map<Ask, Earlier> earlier(Collection<Party> parties, Instant now) {
        List<Long> codes = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        parties.forEach(party -> party.visitors().forEach(visitor -> {
            codes.add(party.code().id());
            asks.add(party.ask(visitor));
        }));
        Map<Ask, Earlier> earlier = new HashMap<>();
        jdbc.sql("""
                select v.n, c.id, c.staff_id, s.id as state_id, s.qr_url
                from unnest(:codes::bigint[], :visitors::text[]) with ordinality v (code, visitor, n)
                join channel_scan c on c.visitor = v.visitor and c.code_id = v.code
                join channel_state s on s.id = c.state_id and s.status = 'READY' and (s.kind = 'COMMON' or s.leased_by = c.id)
                where c.reserved_until > :now and c.added_at is null order by c.id""")
                .param("codes", codes.stream().mapToLong(Long::longValue).toArray())
                .param("visitors", asks.stream().map(Ask::visitor).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Place(
                        asks.get(row.getInt("n") - 1),
                        new Earlier(
                                row.getLong("id"),
                                new StaffId(row.getLong("staff_id")),
                                row.getLong("state_id"),
                                row.getString("qr_url"))))
                .list()
                .forEach(place -> earlier.put(place.ask(), place.earlier()));
        return earlier;
    }

    void renew(long scanId, Instant until) {
        jdbc.sql("update channel_scan set reserved_until = :until where id = :id and added_at is null")
                .param("id", scanId)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }
}
