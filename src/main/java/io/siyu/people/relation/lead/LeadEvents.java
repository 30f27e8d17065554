package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done about leads, by whom; only ever added to. */
@Component
class LeadEvents {

    /** Who does what nobody asked for. */
    static final String SYSTEM = "system";

    private final JdbcClient jdbc;
    private final CurrentOperator operator;
    private final Clock clock;

    LeadEvents(JdbcClient jdbc, CurrentOperator operator, Clock clock) {
        this.jdbc = jdbc;
        this.operator = operator;
        this.clock = clock;
    }

    /** What was done. */
    enum Kind {
        IMPORTED,
        ASSIGNED,
        RECALLED,
        ATTEMPT,
        CLOSED,
        REOPENED,
        CONVERTED,
        ERASED
    }

    /**
     * @param staffId who has the lead since, or did it
     * @param fromStaffId who had it before
     * @param word what came of an attempt; why it was recalled, closed or counted as converted
     */
    record Event(
            long id,
            Kind kind,
            Instant at,
            @Nullable Long staffId,
            @Nullable String staffName,
            @Nullable String fromName,
            @Nullable String word,
            @Nullable String note,
            @Nullable LocalDate nextOn,
            String byName) {}

    void imported(Collection<Long> leads) {
        add(leads, Kind.IMPORTED, null, null, null);
    }

    /** The guide is the one that has each lead now. */
    void add(
            Collection<Long> leads,
            Kind kind,
            @Nullable String word,
            @Nullable String note,
            @Nullable LocalDate nextOn) {
        Optional<Operator> who = operator.find();
        jdbc.sql("""
                insert into relation_lead_event (lead_id, kind, at, staff_id, word, note, next_on, by_user_id, by_name)
                select id, :kind, :now, coalesce(converted_staff_id, staff_id), :word, :note, :next, :user, :name
                from relation_lead where id = any(:leads) order by id""")
                .param("kind", kind.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("word", word, Types.VARCHAR)
                .param("note", note, Types.VARCHAR)
                .param("next", nextOn, Types.DATE)
                .param("user", who.map(Operator::userId).orElse(null), Types.BIGINT)
                .param("name", who.map(Operator::name).orElse(SYSTEM))
                .param("leads", leads.toArray(Long[]::new))
                .update();
    }

    /** A lead that changed hands. */
    record Move(long lead, @Nullable Long from, @Nullable Long to) {}

    void moved(List<Move> moves, Kind kind, @Nullable String word) {
        Optional<Operator> who = operator.find();
        jdbc.sql("""
                insert into relation_lead_event (lead_id, kind, at, staff_id, from_staff_id, word, by_user_id, by_name)
                select lead, :kind, :now, taker, giver, :word, :user, :name
                from unnest(:leads::bigint[], :takers::bigint[], :givers::bigint[]) as move (lead, taker, giver)""")
                .param("kind", kind.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("word", word, Types.VARCHAR)
                .param("user", who.map(Operator::userId).orElse(null), Types.BIGINT)
                .param("name", who.map(Operator::name).orElse(SYSTEM))
                .param("leads", moves.stream().map(Move::lead).toArray(Long[]::new))
                .param("takers", moves.stream().map(Move::to).toArray(Long[]::new))
                .param("givers", moves.stream().map(Move::from).toArray(Long[]::new))
                .update();
    }

    /** The latest first. */
    List<Event> of(long lead) {
        return jdbc.sql("""
                select e.*, m.name as staff_name, g.name as from_name from relation_lead_event e
                left join staff_member m on m.id = e.staff_id
                left join staff_member g on g.id = e.from_staff_id
                where e.lead_id = :lead order by e.id desc limit 200""").param("lead", lead).query(Event.class).list();
    }
}
