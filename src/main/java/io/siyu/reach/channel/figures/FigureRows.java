package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.DataScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures from the tables by day and by month; never from scans or acquisitions themselves. */
@Component
class FigureRows {

    private static final String COUNTED = "scans, adds, late_adds, deletions";
    private static final String BECAME =
            "buyers, first_orders, buyer_orders, first_order_fen, lost, ordered, link_adds, talked";
    private static final String NONE = none(COUNTED + ", " + BECAME);

    private final JdbcClient jdbc;
    private final Waits waits;

    FigureRows(JdbcClient jdbc, Waits waits) {
        this.jdbc = jdbc;
        this.waits = waits;
    }

    private record Keyed(String key, Figures figures) {}

    /** By key, without medians; keys of which nothing is known are not in it. */
    Map<String, Figures> by(Dimension dimension, Wanted wanted) {
        Question question = new Question(dimension, wanted);
        DayRows rows = question.rows();
        boolean shared = shared(dimension, wanted);
        String sql = """
                with %s,
                %s,
                fact as (
                    select code_id, staff_id, day, %s, %s, 0::bigint as cost_fen, null::text as campaign from (%s) counted
                    union all select code_id, staff_id, day, %s, %s, 0, null from (%s) became
                    union all select %s),
                placed as (%s%s)
                select coalesce(key::text, '') as key, %s, %s, cost_fen from (%s group by 1) k""".formatted(
                        DayRows.WITH,
                        shared ? CostShares.SHARED : CostShares.DAILY,
                        COUNTED,
                        none(BECAME),
                        sum(rows, "", COUNTED),
                        none(COUNTED),
                        BECAME,
                        sum(rows, "outcome_", BECAME),
                        shared ? parts(rows.grain()) : "null, null, day, " + NONE + ", fen, null from daily",
                        rows.grain().placed("fact"),
                        shared ? "\nunion all " + CostShares.UNSHARED.formatted(NONE) : "",
                        COUNTED,
                        BECAME,
                        question.select("placed", sums(COUNTED + ", " + BECAME + ", cost_fen")));
        Map<String, Figures> found = new HashMap<>();
        question.ask(jdbc, sql).query(FigureRows::keyed).list().forEach(row -> found.put(row.key(), row.figures()));
        return found;
    }

    Figures total(Wanted wanted) {
        return by(Dimension.ALL, wanted)
                .getOrDefault("", Figures.NONE)
                .with(waits.medians(Dimension.ALL, wanted).get(""));
    }

    /** Over all there is by itself or by days nobody's part of a cost matters. */
    private static boolean shared(Dimension dimension, Wanted wanted) {
        return dimension != Dimension.ALL && dimension != Dimension.DAY
                || !wanted.narrowing().equals(Wanted.Narrowing.NONE)
                || !(wanted.scope() instanceof DataScope.All);
    }

    private static String sum(DayRows rows, String what, String columns) {
        String all = rows.days(what, columns) + "\nunion all " + rows.months(what, columns);
        Grain grain = rows.grain();
        return grain.finest()
                ? all
                : "select %s, %s from (%s) r%s".formatted(grain.columns(), sums(columns), all, grain.groupBy());
    }

    private static String parts(Grain grain) {
        String columns = grain.finest() ? "code_id, staff_id, day" : grain.columns();
        return "%s, %s, %s as fen, campaign from shared%s"
                .formatted(
                        columns,
                        NONE,
                        grain.finest() ? "fen" : "sum(fen)",
                        grain.finest() ? "" : grain.groupBy("campaign"));
    }

    private static String none(String columns) {
        return columns.replaceAll("\\w+", "0 as $0");
    }

    private static String sums(String columns) {
        return columns.replaceAll("\\w+", "sum($0) as $0");
    }

    private static Keyed keyed(ResultSet row, int number) throws SQLException {
        return new Keyed(
                row.getString("key"),
                new Figures(
                        row.getLong("scans"),
                        row.getLong("adds"),
                        row.getLong("late_adds"),
                        row.getLong("buyers"),
                        row.getLong("deletions"),
                        row.getLong("first_orders"),
                        row.getLong("buyer_orders"),
                        row.getLong("first_order_fen"),
                        row.getLong("lost"),
                        row.getLong("ordered"),
                        row.getLong("link_adds"),
                        row.getLong("talked"),
                        row.getLong("cost_fen"),
                        null));
    }
}
