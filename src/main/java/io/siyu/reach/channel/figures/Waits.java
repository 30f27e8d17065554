package io.siyu.reach.channel.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long people took from scan to add, from the histograms by day and by month. */
@Component
class Waits {

    private final JdbcClient jdbc;

    Waits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Integer> medians(Dimension dimension, Wanted wanted) {
        return medians(dimension, wanted, List.of());
    }

    /**
     * By key; keys without a known scan are not in it. Added up here: a hundred numbers a row are cheaper to read than a hundred rows.
     *
     * @param keys those that are asked for at least; empty: all
     */
    Map<String, Integer> medians(Dimension dimension, Wanted wanted, Collection<String> keys) {
        Question question = new Question(dimension, wanted, keys);
        DayRows rows = question.rows();
        String sql = """
                with %s,
                fact as (select *, null::text as campaign from (%s) r),
                by_days as (%s),
                by_day as (
                    %s group by 1, 2),
                by_month as (%s)
                select coalesce(key::text, '') as key, array_agg(seconds) as seconds, array_agg(adds) as adds from by_day group by 1
                union all select coalesce(key::text, ''), seconds, adds from (%s) m""".formatted(
                        DayRows.WITH,
                        rows.days("wait_", "seconds, adds"),
                        rows.grain().placed("fact"),
                        question.select("by_days", "seconds, sum(adds)::integer as adds"),
                        rows.grain().placed("(" + rows.months("wait_", "null::text as campaign, seconds, adds") + ")"),
                        question.select("by_month", "seconds, adds"));
        Map<String, TreeMap<Integer, Long>> histograms = new HashMap<>();
        question.ask(jdbc, sql).query((ResultSet row) -> add(row, histograms));
        Map<String, Integer> medians = new HashMap<>();
        histograms.forEach((key, histogram) -> medians.put(key, median(histogram)));
        return medians;
    }

    private static void add(ResultSet row, Map<String, TreeMap<Integer, Long>> histograms) throws SQLException {
        Integer[] seconds = (Integer[]) row.getArray("seconds").getArray();
        Integer[] adds = (Integer[]) row.getArray("adds").getArray();
        Map<Integer, Long> histogram = histograms.computeIfAbsent(row.getString("key"), none -> new TreeMap<>());
        for (int place = 0; place < seconds.length; place++) {
            histogram.merge(seconds[place], (long) adds[place], Long::sum);
        }
    }

    private static int median(TreeMap<Integer, Long> histogram) {
        long total = histogram.values().stream().mapToLong(Long::longValue).sum();
        long upto = 0;
        for (Map.Entry<Integer, Long> bar : histogram.entrySet()) {
            upto += bar.getValue();
            if (upto * 2 >= total) {
                return bar.getKey();
            }
        }
        return histogram.lastKey();
    }
}
