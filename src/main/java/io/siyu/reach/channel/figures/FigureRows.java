package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.Predicates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures from the tables by day; never from scans or acquisitions themselves. */
@Component
class FigureRows {

    private static final String COUNTS = """
            select code_id, staff_id, day, scans, adds, late_adds, deletions, 0 as buyers, 0 as first_orders, 0 as buyer_orders,
                0::bigint as first_order_fen, 0 as lost, 0 as ordered, 0::bigint as cost_fen, null::text as campaign
            from channel_day where day between :from and :to
            union all
            select code_id, staff_id, day, 0, 0, 0, 0, buyers, first_orders, buyer_orders, first_order_fen, lost, ordered, 0, null
            from channel_outcome_day where day between :from and :to
            union all
            select code_id, staff_id, day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, fen, campaign from shared""";

    private static final String SUMS = """
            sum(scans) as scans, sum(adds) as adds, sum(late_adds) as late_adds, sum(deletions) as deletions, sum(buyers) as buyers,
            sum(first_orders) as first_orders, sum(buyer_orders) as buyer_orders, sum(first_order_fen) as first_order_fen,
            sum(lost) as lost, sum(ordered) as ordered, sum(cost_fen) as cost_fen""";

    /** Every row with its template, and with the store that its guide was in on that day. What was spent on a campaign is that one's alone. */
    private static final String PLACED = """
            select f.*, t.template_id, s.store_id from fact f
            left join channel_template_child t on t.code_id = f.code_id
            left join channel_guide_store s on s.staff_id = f.staff_id and f.day >= s.since and f.day < s.until""";

    private static final String CAMPAIGNS = """
            left join channel_code_campaign g
                on g.code_id = p.code_id and p.day >= g.since and p.day < g.until and p.campaign is null""";

    private static final String NARROWED = """
            (:code::bigint is null or p.code_id = :code) and (:template::bigint is null or p.template_id = :template)
            and (:store::bigint is null or p.store_id = :store) and (:staff::bigint is null or p.staff_id = :staff)
            and (:campaign::text is null or p.campaign = :campaign or p.campaign is null and exists (
                select from channel_code_campaign n where n.code_id = p.code_id and n.campaign = :campaign
                and p.day >= n.since and p.day < n.until))""";

    private final JdbcClient jdbc;

    FigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Keyed(String key, Figures figures) {}

    private record Median(String key, int seconds) {}

    /** By key; keys of which nothing is known are not in it. */
    Map<String, Figures> by(Dimension dimension, Wanted wanted) {
        Map<String, Integer> medians = medians(dimension, wanted);
        Map<String, Figures> found = new HashMap<>();
        ask(
                        """
                with %s,
                fact as (%s),
                placed as (%s union all %s)
                select %s as key, %s from placed p %s where %s and %s group by 1""".formatted(
                                        CostShares.WITH,
                                        COUNTS,
                                        PLACED,
                                        CostShares.UNSHARED,
                                        dimension.key(),
                                        SUMS,
                                        dimension == Dimension.CAMPAIGN ? CAMPAIGNS : "",
                                        NARROWED,
                                        visible(wanted).sql()),
                        wanted)
                .query(FigureRows::keyed)
                .list()
                .forEach(row -> found.put(row.key(), row.figures().with(medians.get(row.key()))));
        return found;
    }

    Figures total(Wanted wanted) {
        return Optional.ofNullable(by(Dimension.ALL, wanted).get("")).orElse(Figures.NONE);
    }

    private Map<String, Integer> medians(Dimension dimension, Wanted wanted) {
        Map<String, Integer> medians = new HashMap<>();
        ask(
                        """
                with fact as (select *, null::text as campaign from channel_wait_day where day between :from and :to),
                placed as (%s),
                waited as (
                    select %s as key, seconds, sum(adds) as adds from placed p %s where %s and %s group by 1, 2),
                ranked as (
                    select key, seconds, sum(adds) over (partition by key order by seconds) as upto,
                        sum(adds) over (partition by key) as total from waited)
                select key, min(seconds) as median from ranked where upto * 2 >= total group by key""".formatted(
                                        PLACED,
                                        dimension.key(),
                                        dimension == Dimension.CAMPAIGN ? CAMPAIGNS : "",
                                        NARROWED,
                                        visible(wanted).sql()),
                        wanted)
                .query((row, number) -> new Median(row.getString("key"), row.getInt("median")))
                .list()
                .forEach(row -> medians.put(row.key(), row.seconds()));
        return medians;
    }

    private JdbcClient.StatementSpec ask(String sql, Wanted wanted) {
        Wanted.Narrowing only = wanted.narrowing();
        return jdbc.sql(sql)
                .param("from", wanted.from())
                .param("to", wanted.to())
                .param("code", only.codeId(), Types.BIGINT)
                .param("template", only.templateId(), Types.BIGINT)
                .param("store", only.storeId(), Types.BIGINT)
                .param("staff", only.staffId(), Types.BIGINT)
                .param("campaign", only.campaign(), Types.VARCHAR)
                .params(visible(wanted).parameters());
    }

    private static Predicates.Predicate visible(Wanted wanted) {
        return Predicates.of(wanted.scope(), "p.staff_id", "p.store_id");
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
                        row.getLong("cost_fen"),
                        null));
    }
}
