package io.siyu.reach.channel.figures;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Costs from a file, one a row. The same row again changes nothing, also while another file is taken over. */
@Component
class CostImport implements ImportTarget {

    private final Costs costs;
    private final CostRows rows;
    private final CostLine lines;

    CostImport(Costs costs, CostRows rows, CostLine lines) {
        this.costs = costs;
        this.rows = rows;
        this.lines = lines;
    }

    @Override
    public String name() {
        return "channel-costs";
    }

    @Override
    public String permission() {
        return "channel.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field(CostLine.FROM, "channel.column.from_day", true),
                new Field(CostLine.TO, "channel.column.to_day", false),
                new Field(CostLine.KIND, "channel.column.cost_kind", true),
                new Field(CostLine.TARGET, "channel.column.cost_target", true),
                new Field(CostLine.NAME, "channel.column.name", true),
                new Field(CostLine.AMOUNT, "channel.column.cost", true),
                new Field(CostLine.NOTE, "channel.column.note", false));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("2026-11-01", "2026-11-30", "媒体投放", "活动标签", "双十一", "12000", "朋友圈广告"),
                List.of("2026-11-05", "", "印刷物料", "门店", "SH001", "86.50", ""));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> given, boolean dry) {
        if (!dry) {
            rows.importAlone();
        }
        CostLine.Known known = lines.known(given);
        Set<Cost.Draft> seen = new HashSet<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Map<String, String> row : given) {
            try {
                outcomes.add(Outcome.of(take(lines.draft(row, known), seen, dry)));
            } catch (DomainException refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        return outcomes;
    }

    private Effect take(Cost.Draft cost, Set<Cost.Draft> seen, boolean dry) {
        costs.check(cost);
        if (!seen.add(cost)) {
            throw DomainException.invalid(CostLine.NAME, "channel.cost.import.twice");
        }
        if (rows.has(cost)) {
            return Effect.NONE;
        }
        if (!dry) {
            costs.enter(cost);
        }
        return Effect.CREATED;
    }
}
