package io.siyu.people.relation.handover;

import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Handovers as operators see them: how far each is, and what became of every customer and group, with the reason in words. */
@Component
class HandoverViews {

    private static final String LINES = """
            select h.*, m.name as from_name, s.name as from_store,
                (select count(*) from relation_handover_item i where i.handover_id = h.id and i.to_staff_id is not null) as total,
                (select count(*) from relation_handover_item i where i.handover_id = h.id and i.state = 'DONE') as done,
                (select count(*) from relation_handover_item i where i.handover_id = h.id and i.state = 'WAITING') as waiting,
                (select count(*) from relation_handover_item i where i.handover_id = h.id
                    and i.state in ('REFUSED', 'FULL', 'FAILED', 'LEFT')) as failed
            from relation_handover h join staff_member m on m.id = h.from_staff_id
            left join staff_store s on s.id = m.store_id\s""";

    private final JdbcClient jdbc;
    private final MessageSource texts;
    private final TroubleWords troubles;

    HandoverViews(JdbcClient jdbc, MessageSource texts, TroubleWords troubles) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.troubles = troubles;
    }

    /** @param failed those with whom it ended otherwise: refused, full, impossible */
    record Line(
            long id,
            long fromStaffId,
            String fromName,
            @Nullable String fromStore,
            boolean resigned,
            Handover.State state,
            long total,
            long done,
            long waiting,
            long failed,
            String message,
            @Nullable Instant notBefore,
            @Nullable Long secondOf,
            String createdByName,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String trouble) {}

    /**
     * @param load how many friends they have now
     * @param given how many they are to get
     * @param taken how many they got
     * @param lost how many of those deleted them within {@link Losses#LONG}
     */
    record TakerLine(
            long staffId,
            String name,
            @Nullable String storeName,
            boolean active,
            long load,
            long given,
            long taken,
            long lost) {}

    /**
     * Which customers of a handover.
     *
     * @param states empty: all
     * @param to the taker; 0: those left out; absent: all
     * @param lost only those who deleted the new guide
     */
    record Shown(Set<String> states, @Nullable Long to, boolean lost) {}

    /**
     * @param reason what {@code state} alone does not say
     * @param lostAt when they deleted the new guide, if they are no friends since
     */
    record CustomerLine(
            long id,
            long customerId,
            String name,
            String state,
            @Nullable String reason,
            @Nullable Long toStaffId,
            @Nullable String toName,
            @Nullable Instant askedAt,
            @Nullable Instant effectiveAt,
            @Nullable Instant finishedAt,
            @Nullable Instant lostAt) {}

    record GroupLine(
            String chatId,
            @Nullable String name,
            String state,
            @Nullable String reason,
            @Nullable Long toStaffId,
            @Nullable String toName,
            @Nullable Instant dueAt,
            @Nullable Instant finishedAt) {}

    Slice<Line> list(Handover.@Nullable State state, @Nullable Boolean resigned, long below, int size, Locale locale) {
        List<Line> lines = jdbc.sql(LINES + """
                where h.id < :below and (:state::text is null or h.state = :state)
                  and (:resigned::boolean is null or h.resigned = :resigned) order by h.id desc limit :limit""")
                .param("below", below)
                .param("state", state == null ? null : state.name(), Types.VARCHAR)
                .param("resigned", resigned, Types.BOOLEAN)
                .param("limit", size + 1)
                .query((row, number) -> line(row, locale))
                .list();
        return Slice.of(lines, size, line -> Long.toString(line.id()));
    }

    Optional<Line> one(long id, Locale locale) {
        return jdbc.sql(LINES + "where h.id = :id")
                .param("id", id)
                .query((row, number) -> line(row, locale))
                .optional();
    }

    /** How many customers, or groups, are in each state. */
    Map<String, Long> counts(long handover, boolean groups) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select state, count(*) as number from %s where handover_id = :id group by state"
                        .formatted(groups ? "relation_handover_group" : "relation_handover_item"))
                .param("id", handover)
                .query(row -> {
                    counts.put(row.getString("state"), row.getLong("number"));
                });
        return counts;
    }

    List<TakerLine> takers(long handover) {
        return jdbc.sql("""
                select m.id as staff_id, m.name, s.name as store_name, m.active,
                    (select count(*) from relation_follow f where f.staff_id = m.id and f.state = 'FOLLOWING') as load,
                    (select count(*) from relation_handover_item i
                        where i.handover_id = t.handover_id and i.to_staff_id = m.id) as given,
                    (select count(*) from relation_handover_item i
                        where i.handover_id = t.handover_id and i.to_staff_id = m.id and i.state = 'DONE') as taken,
                    (select count(*) from (%s) lost where lost.to_staff_id = m.id
                        and lost.lost_at <= lost.finished_at + make_interval(days => :days)) as lost
                from relation_handover_taker t join staff_member m on m.id = t.staff_id
                left join staff_store s on s.id = m.store_id
                where t.handover_id = :id order by s.name nulls last, m.name, m.id""".formatted(Losses.OF_HANDOVER))
                .param("id", handover)
                .param("days", Losses.LONG)
                .query(TakerLine.class)
                .list();
    }

    Slice<CustomerLine> customers(long handover, Shown shown, long after, int size, Locale locale) {
        List<CustomerLine> lines = of(
                        "select i.*, c.name as customer_name, t.name as to_name, f.ended_at as lost_at",
                        "and i.id > :after order by i.id limit :limit",
                        handover,
                        shown)
                .param("after", after)
                .param("limit", size + 1)
                .query((row, number) -> customer(row, locale))
                .list();
        return Slice.of(lines, size, line -> Long.toString(line.id()));
    }

    long count(long handover, Shown shown) {
        return of("select count(*)", "", handover, shown).query(Long.class).single();
    }

    private JdbcClient.StatementSpec of(String select, String rest, long handover, Shown shown) {
        return jdbc.sql("""
                %s from relation_handover_item i
                join customer_customer asked on asked.id = i.customer_id
                join customer_customer c on c.id = coalesce(asked.merged_into, asked.id)
                left join staff_member t on t.id = i.to_staff_id
                left join relation_follow f on f.customer_id = c.id and f.staff_id = i.to_staff_id and i.state = 'DONE'
                    and f.state = 'DELETED_BY_CUSTOMER'
                where i.handover_id = :handover and (:all or i.state = any(:states))
                  and (:to::bigint is null or coalesce(i.to_staff_id, 0) = :to) and (not :lost or f.id is not null) %s""".formatted(select, rest))
                .param("handover", handover)
                .param("all", shown.states().isEmpty())
                .param("states", shown.states().toArray(String[]::new))
                .param("to", shown.to(), Types.BIGINT)
                .param("lost", shown.lost());
    }

    List<GroupLine> groups(long handover, Locale locale) {
        return jdbc.sql("""
                select g.*, t.name as to_name from relation_handover_group g
                left join staff_member t on t.id = g.to_staff_id
                where g.handover_id = :handover order by g.id limit 1000""")
                .param("handover", handover)
                .query((row, number) -> new GroupLine(
                        row.getString("chat_id"),
                        row.getString("name"),
                        row.getString("state"),
                        reason(row.getString("state"), row.getInt("code"), locale),
                        row.getObject("to_staff_id", Long.class),
                        row.getString("to_name"),
                        Items.instant(row, "due_at"),
                        Items.instant(row, "finished_at")))
                .list();
    }

    private CustomerLine customer(ResultSet row, Locale locale) throws SQLException {
        return new CustomerLine(
                row.getLong("id"),
                row.getLong("customer_id"),
                row.getString("customer_name"),
                row.getString("state"),
                reason(row.getString("state"), row.getInt("code"), locale),
                row.getObject("to_staff_id", Long.class),
                row.getString("to_name"),
                Items.instant(row, "asked_at"),
                Items.instant(row, "effective_at"),
                Items.instant(row, "finished_at"),
                Items.instant(row, "lost_at"));
    }

    private @Nullable String reason(String state, int code, Locale locale) {
        String known = texts.getMessage("handover.why." + state, null, "", locale);
        if (code == 0) {
            return known == null || known.isEmpty() ? null : known;
        }
        String unknown = texts.getMessage("handover.code.other", new Object[] {Integer.toString(code)}, "", locale);
        return texts.getMessage("handover.code." + code, null, unknown, locale);
    }

    private Line line(ResultSet row, Locale locale) throws SQLException {
        Instant created = Items.instant(row, "created_at");
        return new Line(
                row.getLong("id"),
                row.getLong("from_staff_id"),
                row.getString("from_name"),
                row.getString("from_store"),
                row.getBoolean("resigned"),
                Handover.State.valueOf(row.getString("state")),
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("waiting"),
                row.getLong("failed"),
                row.getString("message"),
                Items.instant(row, "not_before"),
                row.getObject("second_of", Long.class),
                row.getString("created_by_name"),
                created == null ? Instant.EPOCH : created,
                Items.instant(row, "started_at"),
                Items.instant(row, "finished_at"),
                troubles.of(row.getString("trouble"), row.getString("group_trouble"), locale));
    }
}
