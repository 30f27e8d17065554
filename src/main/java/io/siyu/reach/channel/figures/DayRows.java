package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.DataScope;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for the daily rows of a period, and for whole months in place of their days wherever that makes no difference: a month in whose
 * midst the guide moved, or the code was put to another use, is read by its days when it matters.
 */
final class DayRows {

    private final Grain grain;
    private final String near;
    private final LocalDate firstMonth;
    private final LocalDate endMonth;

    /** @param among more conditions on code and guide, each behind an {@code and} */
    DayRows(Dimension by, Wanted wanted, String among) {
        grain = Grain.of(by, wanted);
        near = near(wanted) + among;
        LocalDate end = wanted.to().plusDays(1);
        LocalDate first = monthFrom(wanted.from());
        boolean whole = by != Dimension.DAY && first.isBefore(end.withDayOfMonth(1));
        firstMonth = whole ? first : end;
        endMonth = whole ? end.withDayOfMonth(1) : end;
    }

    private static LocalDate monthFrom(LocalDate day) {
        return day.getDayOfMonth() == 1 ? day : day.plusMonths(1).withDayOfMonth(1);
    }

    Grain grain() {
        return grain;
    }

    LocalDate firstMonth() {
        return firstMonth;
    }

    /** Behind the last whole month; where there is none, the same as the first. */
    LocalDate endMonth() {
        return endMonth;
    }

    /** {@code moved}, {@code turned}: months in whose midst a guide came to another store, or a code to another campaign. */
    static final String WITH = """
            moved as (
                select staff_id, channel_month_of(at) as month from channel_guide_store, unnest(array[since, until]) at
                where at > :firstMonth and at < :endMonth and extract(day from at) <> 1),
            turned as (
                select code_id, channel_month_of(at) as month from channel_code_campaign, unnest(array[since, until]) at
                where at > :firstMonth and at < :endMonth and extract(day from at) <> 1)""";

    /**
     * Rows of {@code channel_<what>day} outside of the months that {@link #months} gives. {@code offset 0}: broken months are few, which
     * the planner cannot know, and are each to be looked up.
     */
    String days(String what, String columns) {
        String table = "channel_" + what + "day";
        String rows = "select code_id, staff_id, day, " + columns + " from " + table + " where ";
        String edges = rows + "day >= :from and day < :firstMonth" + near + "\nunion all " + rows
                + "day >= :endMonth and day <= :to" + near;
        if (broken().isEmpty()) {
            return edges;
        }
        return edges + """

                union all select b.code_id, b.staff_id, d.* from (
                    select code_id, staff_id, month from channel_%smonth m
                    where month >= :firstMonth and month < :endMonth and (%s)%s offset 0) b
                cross join lateral (
                    select day, %s from %s where code_id = b.code_id and staff_id = b.staff_id
                    and day >= b.month and day < b.month + interval '1 month' offset 0) d""".formatted(what, broken(), near, columns, table);
    }

    /** Rows of {@code channel_<what>month}, each as if all of it had happened on the first. */
    String months(String what, String columns) {
        return "select code_id, staff_id, month as day, " + columns + " from channel_" + what
                + "month m where month >= :firstMonth and month < :endMonth" + near
                + (broken().isEmpty() ? "" : " and not (" + broken() + ")");
    }

    private String broken() {
        List<String> broken = new ArrayList<>();
        if (grain.store()) {
            broken.add("exists (select from moved v where v.staff_id = m.staff_id and v.month = m.month)");
        }
        if (grain.campaigns()) {
            broken.add("exists (select from turned v where v.code_id = m.code_id and v.month = m.month)");
        }
        return String.join(" or ", broken);
    }

    /** Leaves out early what can be no part of the answer; what stays is still to be placed by its day. */
    private static String near(Wanted wanted) {
        Narrowing only = wanted.narrowing();
        StringBuilder near = new StringBuilder();
        if (only.codeId() != null) {
            near.append(" and code_id = :code");
        }
        if (only.templateId() != null) {
            near.append(" and code_id in (select code_id from channel_template_child where template_id = :template)");
        }
        if (only.campaign() != null) {
            near.append(" and code_id in (select code_id from channel_code_campaign where campaign = :campaign)");
        }
        if (only.staffId() != null) {
            near.append(" and staff_id = :staff");
        }
        if (only.storeId() != null) {
            near.append(" and staff_id in (select staff_id from channel_guide_store where store_id = :store)");
        }
        near.append(
                switch (wanted.scope()) {
                    case DataScope.All() -> "";
                    case DataScope.Nothing() -> " and false";
                    case DataScope.Own(long staff) -> " and staff_id = :scopeStaff";
                    case DataScope.Stores(var stores) when stores.isEmpty() -> " and false";
                    case DataScope.Stores(var stores) ->
                        " and staff_id in (select staff_id from channel_guide_store where store_id in (:scopeStores))";
                });
        return near.toString();
    }
}
