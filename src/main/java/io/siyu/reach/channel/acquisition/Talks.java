package io.siyu.reach.channel.acquisition;

import io.siyu.gateway.wecom.Callback;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.figures.Outcomes;
import io.siyu.reach.channel.figures.Outcomes.Place;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Friends who wrote first (开口): once for each add by an acquisition link, whichever of add and word is told first. */
@Component
class Talks {

    private final JdbcClient jdbc;
    private final Outcomes outcomes;
    private final BrandZone zone;

    Talks(JdbcClient jdbc, Outcomes outcomes, BrandZone zone) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
        this.zone = zone;
    }

    /** A customer and an employee as the platform calls them. */
    record Pair(String externalUserId, String userId) {

        /** @param callback that names both */
        static Pair of(Callback callback) {
            return new Pair(
                    Objects.requireNonNull(callback.externalUserId()), Objects.requireNonNull(callback.staffUserId()));
        }
    }

    private record Came(long id, long codeId, boolean uncounted) {}

    /** @return false when no code brought them by then, as far as is known */
    boolean talked(CustomerId customer, StaffMember guide, Instant at) {
        Optional<Came> came = came(customer, guide.id(), at);
        came.filter(Came::uncounted)
                .ifPresent(add -> count(add.id(), new Place(add.codeId(), guide.id(), zone.dateOf(at)), at));
        return came.isPresent();
    }

    void keep(Pair pair, Instant at) {
        jdbc.sql("""
                insert into channel_early_talk (external_userid, userid, at) values (:external, :userid, :at)
                on conflict (external_userid, userid) do update set at = excluded.at""")
                .param("external", pair.externalUserId())
                .param("userid", pair.userId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What was told before this add, which was by a link. */
    void added(Pair pair, CustomerId customer, StaffMember guide) {
        jdbc.sql("delete from channel_early_talk where external_userid = :external and userid = :userid returning at")
                .param("external", pair.externalUserId())
                .param("userid", pair.userId())
                .query(OffsetDateTime.class)
                .optional()
                .ifPresent(at -> talked(customer, guide, at.toInstant()));
    }

    private Optional<Came> came(CustomerId customer, StaffId staff, Instant at) {
        return jdbc.sql("""
                select a.id, a.code_id, a.by_link and a.talked_at is null as uncounted from channel_acquisition a
                where a.customer_id = :customer and a.staff_id = :staff and a.at <= :at and (a.ended_at is null or a.ended_at >= :at)
                order by a.at desc, a.id desc limit 1""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Came.class)
                .optional();
    }

    private void count(long acquisition, Place place, Instant at) {
        int first = jdbc.sql("update channel_acquisition set talked_at = :at where id = :id and talked_at is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", acquisition)
                .update();
        if (first == 1) {
            outcomes.talked(place);
        }
    }
}
