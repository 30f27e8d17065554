package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.DataScope;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import java.util.ArrayList;
import java.util.List;

/**
 * What a question has to know of the rows that it adds up. The less, the fewer rows are left to be placed.
 *
 * @param template a code's never changes
 * @param store a guide's on the day
 * @param campaigns a code's on the day
 */
record Grain(boolean code, boolean staff, boolean day, boolean template, boolean store, boolean campaigns) {

    static Grain of(Dimension by, Wanted wanted) {
        Narrowing only = wanted.narrowing();
        boolean template = by == Dimension.TEMPLATE || only.templateId() != null;
        boolean campaigns = by == Dimension.CAMPAIGN || only.campaign() != null;
        boolean store = by == Dimension.STORE || only.storeId() != null || wanted.scope() instanceof DataScope.Stores;
        boolean all = wanted.scope() instanceof DataScope.All;
        return new Grain(
                by == Dimension.CODE || only.codeId() != null || template || campaigns,
                by == Dimension.GUIDE || only.staffId() != null || store || !all,
                by == Dimension.DAY || store || campaigns,
                template,
                store,
                campaigns);
    }

    /** The columns that name a row, absent where they do not matter. */
    String columns() {
        return (code ? "code_id" : "null::bigint as code_id") + ", "
                + (staff ? "staff_id" : "null::bigint as staff_id") + ", "
                + (day ? "day" : "null::date as day");
    }

    /** Nothing would be left out by adding rows up. */
    boolean finest() {
        return day && (code || staff);
    }

    String groupBy(String... more) {
        List<String> columns = new ArrayList<>();
        if (code) {
            columns.add("code_id");
        }
        if (staff) {
            columns.add("staff_id");
        }
        if (day) {
            columns.add("day");
        }
        columns.addAll(List.of(more));
        return columns.isEmpty() ? "" : " group by " + String.join(", ", columns);
    }

    /** These rows with their template, and with the store that their guide was in on that day. */
    String placed(String rows) {
        return "select f.*, " + (template ? "t.template_id" : "null::bigint as template_id") + ", "
                + (store ? "s.store_id" : "null::bigint as store_id") + " from " + rows + " f"
                + (template ? " left join channel_template_child t on t.code_id = f.code_id" : "")
                + (store
                        ? " left join channel_guide_store s on s.staff_id = f.staff_id and f.day >= s.since and f.day < s.until"
                        : "");
    }
}
