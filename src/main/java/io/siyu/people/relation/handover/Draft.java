package io.siyu.people.relation.handover;

import io.siyu.people.relation.handover.Proposal.Taker;
import io.siyu.people.relation.handover.Proposal.Ward;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of a handover that has not been started: whom it is about, who may take over, and who is to take whom. */
@Component
class Draft {

    private final JdbcClient jdbc;
    private final StaffDirectory staff;

    Draft(JdbcClient jdbc, StaffDirectory staff) {
        this.jdbc = jdbc;
        this.staff = staff;
    }

    /** @param chosen whom of the employee's friends; absent: all; answers how many */
    int fill(long handover, StaffId from, @Nullable List<Long> chosen) {
        return jdbc.sql("""
                insert into relation_handover_item (handover_id, from_staff_id, customer_id, external_userid, state)
                select :handover, staff_id, customer_id, external_userid, 'PLANNED' from relation_follow
                where staff_id = :from and state = 'FOLLOWING' and (:all or customer_id = any(:chosen))
                order by customer_id""")
                .param("handover", handover)
                .param("from", from.value())
                .param("all", chosen == null)
                .param("chosen", chosen == null ? new Long[0] : chosen.toArray(Long[]::new))
                .update();
    }

    /** Those of another handover with whom it did not work out, if they are still friends of that employee. */
    int fillAgain(long handover, long before) {
        return jdbc.sql("""
                insert into relation_handover_item (handover_id, from_staff_id, customer_id, external_userid, to_staff_id, state)
                select :handover, i.from_staff_id, i.customer_id, i.external_userid, i.to_staff_id, 'PLANNED'
                from relation_handover_item i
                join relation_follow f on f.customer_id = i.customer_id and f.staff_id = i.from_staff_id and f.state = 'FOLLOWING'
                where i.handover_id = :before and i.state in ('REFUSED', 'FULL', 'FAILED') order by i.customer_id""").param("handover", handover).param("before", before).update();
    }

    void takers(long handover, Collection<StaffId> takers) {
        jdbc.sql("delete from relation_handover_taker where handover_id = :handover")
                .param("handover", handover)
                .update();
        jdbc.sql("""
                insert into relation_handover_taker (handover_id, staff_id)
                select :handover, unnest(:takers) on conflict do nothing""")
                .param("handover", handover)
                .param("takers", takers.stream().map(StaffId::value).toArray(Long[]::new))
                .update();
    }

    List<StaffId> takers(long handover) {
        return jdbc
                .sql("select staff_id from relation_handover_taker where handover_id = :handover order by staff_id")
                .param("handover", handover)
                .query(Long.class)
                .list()
                .stream()
                .map(StaffId::new)
                .toList();
    }

    /** Writes a proposal over whatever was planned: by store and load. */
    void propose(long handover) {
        Map<StaffId, StaffMember> members = staff.byIds(takers(handover));
        Map<StaffId, Long> loads = loads(members.keySet());
        List<Taker> takers = members.values().stream()
                .map(member -> new Taker(member.id(), member.storeId(), loads.getOrDefault(member.id(), 0L)))
                .sorted(java.util.Comparator.comparing(taker -> taker.staff().value()))
                .toList();
        write("relation_handover_item", Proposal.of(customers(handover), takers));
        List<Taker> idle = takers.stream()
                .map(taker -> new Taker(taker.staff(), taker.store(), 0))
                .toList();
        write("relation_handover_group", Proposal.of(groups(handover), idle));
    }

    private List<Ward> customers(long handover) {
        return jdbc.sql("""
                select i.id, coalesce(c.owner_store_id, m.store_id) as store_id from relation_handover_item i
                join staff_member m on m.id = i.from_staff_id
                left join customer_customer c on c.id = i.customer_id
                where i.handover_id = :handover and i.state = 'PLANNED' order by i.id""")
                .param("handover", handover)
                .query((row, number) -> {
                    Long store = row.getObject("store_id", Long.class);
                    return new Ward(row.getLong("id"), store == null ? null : new StoreId(store));
                })
                .list();
    }

    private List<Ward> groups(long handover) {
        return jdbc.sql(
                        "select id from relation_handover_group where handover_id = :handover and state = 'PLANNED' order by id")
                .param("handover", handover)
                .query((row, number) -> new Ward(row.getLong("id"), null))
                .list();
    }

    private void write(String table, Map<Long, StaffId> given) {
        jdbc.sql("""
                update %s i set to_staff_id = given.staff
                from (select unnest(:ids) as id, unnest(:staff) as staff) as given
                where i.id = given.id and i.state = 'PLANNED'""".formatted(table))
                .param("ids", given.keySet().toArray(Long[]::new))
                .param("staff", given.values().stream().map(StaffId::value).toArray(Long[]::new))
                .update();
    }

    /** How many friends these employees have. */
    Map<StaffId, Long> loads(Collection<StaffId> members) {
        Map<StaffId, Long> loads = new java.util.HashMap<>();
        jdbc.sql("""
                select staff_id, count(*) as load from relation_follow
                where staff_id = any(:staff) and state = 'FOLLOWING' group by staff_id""")
                .param("staff", members.stream().map(StaffId::value).toArray(Long[]::new))
                .query(row -> {
                    loads.put(new StaffId(row.getLong("staff_id")), row.getLong("load"));
                });
        return loads;
    }

    /**
     * Other hands for some of the customers that are planned.
     *
     * @param chosen which; absent: all that {@code taker} was to get
     * @param to absent: they are left out
     */
    int assign(long handover, @Nullable List<Long> chosen, @Nullable Long taker, @Nullable Long to) {
        return jdbc.sql("""
                update relation_handover_item set to_staff_id = :to
                where handover_id = :handover and state = 'PLANNED'
                  and case when :byChoice then customer_id = any(:chosen) else to_staff_id is not distinct from :taker::bigint end""")
                .param("handover", handover)
                .param("byChoice", chosen != null)
                .param("chosen", chosen == null ? new Long[0] : chosen.toArray(Long[]::new))
                .param("taker", taker, Types.BIGINT)
                .param("to", to, Types.BIGINT)
                .update();
    }

    int assignGroups(long handover, List<String> chats, @Nullable Long to) {
        return jdbc.sql("""
                update relation_handover_group set to_staff_id = :to
                where handover_id = :handover and state = 'PLANNED' and chat_id = any(:chats)""")
                .param("handover", handover)
                .param("chats", chats.toArray(String[]::new))
                .param("to", to, Types.BIGINT)
                .update();
    }

    /** Groups that could not be given, once more, to another hand; one that another handover has on its way stays as it is. */
    int offerGroups(long handover, List<String> chats, long to, Instant now) {
        return jdbc.sql("""
                update relation_handover_group g set to_staff_id = :to, state = 'QUEUED', code = 0, due_at = :now, finished_at = null
                where g.handover_id = :handover and g.state = 'FAILED' and g.chat_id = any(:chats)
                  and not exists (select from relation_handover_group other
                      where other.chat_id = g.chat_id and other.state in ('QUEUED', 'ASKING', 'UNSURE'))""")
                .param("to", to)
                .param("now", Items.utc(now))
                .param("handover", handover)
                .param("chats", chats.toArray(String[]::new))
                .update();
    }

    void groups(long handover, List<String> chats) {
        jdbc.sql("""
                insert into relation_handover_group (handover_id, chat_id, state)
                select :handover, unnest(:chats), 'PLANNED' on conflict do nothing""")
                .param("handover", handover)
                .param("chats", chats.toArray(String[]::new))
                .update();
    }

    void discard(long handover) {
        for (String table : List.of("relation_handover_item", "relation_handover_group", "relation_handover_taker")) {
            jdbc.sql("delete from " + table + " where handover_id = :id")
                    .param("id", handover)
                    .update();
        }
        jdbc.sql("delete from relation_handover where id = :id")
                .param("id", handover)
                .update();
    }
}
