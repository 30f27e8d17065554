package io.siyu.insight.board;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.insight.board.BoardController.Day;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds, deletions and sales by day, from the reporting views of timeline, customer and channel, within the caller's scope. */
@Component
class BoardFigures {

    private final JdbcClient jdbc;

    BoardFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** People who are friends with at least one employee today. */
    long pool(DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql("""
                select count(*) from report_customer c
                where exists (select from report_follow f where f.customer_id = c.customer_id and f.following)
                  and %s""".formatted(visible.sql()))
                .params(visible.parameters())
                .query(Long.class)
                .single();
    }

    /** One entry a day, also for days on which nothing happened. */
    List<Day> days(DataScope scope, LocalDate from, LocalDate to) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        Map<LocalDate, Day> found = jdbc
                .sql("""
                select a.day,
                    coalesce(sum(a.count) filter (where a.type = 'scan'), 0) as scans,
                    coalesce(sum(a.count) filter (where a.type in ('follow.added', 'follow.reopened')), 0) as adds,
                    coalesce(sum(a.count) filter (where a.type in
                        ('follow.deleted_by_customer', 'follow.deleted_by_staff')), 0) as deletions,
                    coalesce(sum(a.count) filter (where a.type = 'order.paid'), 0) as orders,
                    coalesce(sum(a.amount_fen) filter (where a.type = 'order.paid'), 0) as paid_fen,
                    coalesce(sum(a.amount_fen) filter (where a.type = 'order.refunded'), 0) as refunded_fen
                from report_activity_day a join report_customer c on c.customer_id = a.customer_id
                where a.day between :from and :to and %s
                group by a.day""".formatted(visible.sql()))
                .param("from", from)
                .param("to", to)
                .params(visible.parameters())
                .query((row, number) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getLong("scans"),
                        row.getLong("adds"),
                        row.getLong("deletions"),
                        row.getLong("orders"),
                        row.getLong("paid_fen"),
                        row.getLong("refunded_fen")))
                .list()
                .stream()
                .collect(Collectors.toMap(Day::day, Function.identity()));
        return from.datesUntil(to.plusDays(1))
                .map(day -> found.getOrDefault(day, Day.empty(day)))
                .toList();
    }
}
