package io.siyu.reach.channel.figures;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That the figures by month are those by day. */
@Component
class FigureIntegrity implements IntegrityChecks {

    private static final String SAME = """
            select coalesce(m.code_id, d.code_id) as id, coalesce(m.staff_id, d.staff_id) || ' ' || coalesce(m.month, d.month) as note
            from channel_%1$smonth m full join (
                select code_id, staff_id, channel_month_of(day) as month, %2$s from channel_%1$sday group by 1, 2, 3) d
            on d.code_id = m.code_id and d.staff_id = m.staff_id and d.month = m.month
            where row (%3$s) is distinct from row (%4$s)""";

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                same("channel.months", "", "scans, adds, late_adds, deletions"),
                same(
                        "channel.outcome_months",
                        "outcome_",
                        "buyers, first_orders, buyer_orders, first_order_fen, lost, ordered, link_adds, talked"),
                new IntegrityCheck("channel.wait_months", "code", """
            select coalesce(m.code_id, d.code_id) as id, coalesce(m.staff_id, d.staff_id) || ' ' || coalesce(m.month, d.month) as note
            from (select code_id, staff_id, month, s as seconds, sum(a) as adds
                  from channel_wait_month, unnest(seconds, adds) u (s, a) group by 1, 2, 3, 4) m
            full join (select code_id, staff_id, channel_month_of(day) as month, seconds, sum(adds) as adds
                       from channel_wait_day group by 1, 2, 3, 4) d
            on d.code_id = m.code_id and d.staff_id = m.staff_id and d.month = m.month and d.seconds = m.seconds
            where m.adds is distinct from d.adds"""));
    }

    private static IntegrityCheck same(String name, String what, String columns) {
        return new IntegrityCheck(
                name,
                "code",
                SAME.formatted(
                        what,
                        columns.replaceAll("\\w+", "sum($0) as $0"),
                        columns.replaceAll("\\w+", "m.$0"),
                        columns.replaceAll("\\w+", "d.$0")));
    }
}
