package io.siyu.people.relation.handover;

import io.siyu.gateway.wecom.Transfers;
import io.siyu.shared.Slice;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose customers are nobody's, by WeChat Work's list and by ours. What a handover has on its way, or has ended since the list was read, is in neither. */
@Component
class Unassigned {

    /** One row a friendship that only one of the two knows; of those that began later than the other was asked, nothing is said. */
    private static final String DIFFERENCES = """
            with ours as (
                select f.customer_id, f.external_userid, m.wecom_user_id as userid
                from relation_follow f join staff_member m on m.id = f.staff_id
                where not m.active and f.state = 'FOLLOWING'
                  and f.added_at < (select read_at from relation_unassigned_reading)
                  and not exists (select from relation_handover_item i where i.from_staff_id = f.staff_id
                      and i.customer_id = f.customer_id and %1$s)),
            theirs as (
                select u.* from relation_unassigned u
                where not exists (select from relation_handover_item i join staff_member g on g.id = i.from_staff_id
                    where i.external_userid = u.external_userid and g.wecom_user_id = u.userid and %1$s)),
            differences as (
                select coalesce(o.userid, u.userid) as userid, coalesce(o.external_userid, u.external_userid) as external_userid,
                    o.customer_id, u.left_at, case when o.userid is null then 'THERE' else 'HERE' end as side
                from ours o full join theirs u on u.userid = o.userid and u.external_userid = o.external_userid
                where o.userid is null or u.userid is null)\s""".formatted("""
            (i.state in ('ASKING', 'UNSURE', 'WAITING') or i.finished_at > (select read_at from relation_unassigned_reading))\s""");

    private final JdbcClient jdbc;
    private final TroubleWords words;
    private final Clock clock;

    Unassigned(JdbcClient jdbc, TroubleWords words, Clock clock) {
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
    }

    /** In which list a customer is. */
    enum Side {
        /** In WeChat Work's only. */
        THERE,
        /** In ours only. */
        HERE
    }

    /**
     * @param readAt when the platform told its list; absent before it ever did
     * @param reading whether it is being asked
     * @param there how many customers it named
     * @param trouble why it could not be asked
     */
    record Standing(
            @Nullable Instant readAt,
            boolean reading,
            long there,
            long onlyThere,
            long onlyHere,
            @Nullable String trouble) {}

    /**
     * @param key of the friendship, as the platform names the two
     * @param customerId absent for somebody whom we do not know
     */
    record Difference(
            String key,
            Side side,
            String externalUserId,
            @Nullable Long customerId,
            @Nullable String customerName,
            @Nullable Long staffId,
            String staffName,
            @Nullable Instant leftAt) {}

    private record Reading(
            @Nullable Instant wantedAt,
            @Nullable Instant readAt,
            @Nullable String trouble) {}

    private record Counts(long there, long onlyThere, long onlyHere) {}

    Standing standing(Locale locale) {
        Reading reading = jdbc.sql("select wanted_at, read_at, trouble from relation_unassigned_reading")
                .query(Reading.class)
                .single();
        Counts counts = jdbc.sql(DIFFERENCES + """
                select (select count(*) from relation_unassigned) as there,
                    count(*) filter (where side = 'THERE') as only_there, count(*) filter (where side = 'HERE') as only_here
                from differences""").query(Counts.class).single();
        return new Standing(
                reading.readAt(),
                reading.wantedAt() != null,
                counts.there(),
                counts.onlyThere(),
                counts.onlyHere(),
                words.of(reading.trouble(), locale));
    }

    /** @param after the key of the last one seen */
    Slice<Difference> differences(@Nullable Side side, @Nullable String after, int size) {
        List<Difference> found = jdbc.sql(DIFFERENCES + """
                select d.external_userid || '@' || d.userid as key, d.side, d.external_userid as external_user_id, person.id as customer_id, person.name as customer_name,
                    m.id as staff_id, coalesce(m.name, d.userid) as staff_name, d.left_at
                from differences d left join staff_member m on m.wecom_user_id = d.userid
                left join lateral (
                    select c.id, c.name from relation_follow f join customer_customer c on c.id = f.customer_id
                    where f.customer_id = d.customer_id or d.customer_id is null and f.external_userid = d.external_userid
                    limit 1) person on true
                where (:side::text is null or d.side = :side)
                  and (:after::text is null or d.external_userid || '@' || d.userid > :after)
                order by d.external_userid || '@' || d.userid limit :limit""")
                .param("side", side == null ? null : side.name(), Types.VARCHAR)
                .param("after", after, Types.VARCHAR)
                .param("limit", size + 1)
                .query(Difference.class)
                .list();
        return Slice.of(found, size, Difference::key);
    }

    /** The platform is asked soon. */
    void want() {
        jdbc.sql("update relation_unassigned_reading set wanted_at = :now, trouble = null where wanted_at is null")
                .param("now", Items.utc(clock.instant()))
                .update();
    }

    /** @return false when nobody wants to know, or another node asks */
    boolean claim(Duration lease) {
        OffsetDateTime now = Items.utc(clock.instant());
        return jdbc.sql("""
                update relation_unassigned_reading set leased_until = :until
                where wanted_at is not null and (leased_until is null or leased_until < :now)""").param("until", now.plus(lease)).param("now", now).update() == 1;
    }

    /** The whole list in place of the one before. */
    @Transactional
    public void read(List<Transfers.Unassigned> list) {
        jdbc.sql("delete from relation_unassigned").update();
        jdbc.sql("""
                insert into relation_unassigned (userid, external_userid, left_at)
                select * from unnest(:users::text[], :customers::text[], :moments::timestamptz[]) on conflict do nothing""")
                .param("users", list.stream().map(Transfers.Unassigned::userId).toArray(String[]::new))
                .param(
                        "customers",
                        list.stream().map(Transfers.Unassigned::externalUserId).toArray(String[]::new))
                .param(
                        "moments",
                        list.stream()
                                .map(one -> Items.utc(one.leftAt()).toString())
                                .toArray(String[]::new))
                .update();
        jdbc.sql("""
                update relation_unassigned_reading set wanted_at = null, leased_until = null, trouble = null, read_at = :now""").param("now", Items.utc(clock.instant())).update();
    }

    /** @param word kind and code of the platform */
    void failed(String word) {
        jdbc.sql("update relation_unassigned_reading set wanted_at = null, leased_until = null, trouble = :word")
                .param("word", word)
                .update();
    }
}
