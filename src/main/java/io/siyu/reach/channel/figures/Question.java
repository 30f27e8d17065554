package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.Predicates;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A question for figures as SQL: which placed rows it is about, under which key, and with which parameters. */
final class Question {

    private static final Set<Dimension> MANY = Set.of(Dimension.CODE, Dimension.GUIDE, Dimension.STORE);

    private static final String NARROWED = """
            (:code::bigint is null or p.code_id = :code) and (:template::bigint is null or p.template_id = :template)
            and (:store::bigint is null or p.store_id = :store) and (:staff::bigint is null or p.staff_id = :staff)
            and (:campaign::text is null or p.campaign = :campaign or n.code_id is not null)""";

    private static final String OF_CAMPAIGN = """
            left join channel_code_campaign n on n.code_id = p.code_id and n.campaign = :campaign
                and p.day >= n.since and p.day < n.until and p.campaign is null
            """;

    private static final String CAMPAIGNS = """
            left join channel_code_campaign g
                on g.code_id = p.code_id and p.day >= g.since and p.day < g.until and p.campaign is null""";

    private final Dimension by;
    private final Wanted wanted;
    private final DayRows rows;
    private final Predicates.Predicate visible;
    private final long[] ids;

    Question(Dimension by, Wanted wanted) {
        this(by, wanted, List.of());
    }

    /** @param keys the only ones that matter; empty: all do */
    Question(Dimension by, Wanted wanted, Collection<String> keys) {
        this.by = by;
        this.wanted = wanted;
        boolean few = MANY.contains(by) && !keys.isEmpty() && !keys.contains("");
        ids = few ? keys.stream().mapToLong(Long::parseLong).toArray() : new long[0];
        rows = new DayRows(by, wanted, few ? among(by) : "");
        visible = Predicates.of(wanted.scope(), "p.staff_id", "p.store_id");
    }

    private static String among(Dimension by) {
        return switch (by) {
            case CODE -> " and code_id = any(:ids)";
            case GUIDE -> " and staff_id = any(:ids)";
            case STORE -> " and staff_id in (select staff_id from channel_guide_store where store_id = any(:ids))";
            case ALL, DAY, TEMPLATE, CAMPAIGN -> "";
        };
    }

    DayRows rows() {
        return rows;
    }

    /**
     * @param table of placed rows
     * @param values what is selected beside the key, as sums
     */
    String select(String table, String values) {
        return "select %s as key, %s from %s p %s %s where %s and %s"
                .formatted(
                        by.key(),
                        values,
                        table,
                        OF_CAMPAIGN,
                        by == Dimension.CAMPAIGN ? CAMPAIGNS : "",
                        NARROWED,
                        visible.sql());
    }

    JdbcClient.StatementSpec ask(JdbcClient jdbc, String sql) {
        Wanted.Narrowing only = wanted.narrowing();
        return jdbc.sql(sql)
                .param("from", wanted.from())
                .param("to", wanted.to())
                .param("ids", ids)
                .param("firstMonth", rows.firstMonth())
                .param("endMonth", rows.endMonth())
                .param("code", only.codeId(), Types.BIGINT)
                .param("template", only.templateId(), Types.BIGINT)
                .param("store", only.storeId(), Types.BIGINT)
                .param("staff", only.staffId(), Types.BIGINT)
                .param("campaign", only.campaign(), Types.VARCHAR)
                .params(visible.parameters());
    }
}
