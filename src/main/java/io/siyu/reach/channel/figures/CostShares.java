package io.siyu.reach.channel.figures;

/**
 * How costs come to days, codes and guides, to the fen. A cost is spread evenly over the days of its period; what it comes to on a day is
 * shared among the codes and guides it was spent on, in proportion to their adds of that day. A day without adds keeps its part
 * unshared: it counts for the code, template, store or campaign that it was entered for, and for no guide. Every rounding is a difference
 * of two running totals, so nothing is lost or added.
 */
final class CostShares {

    private CostShares() {}

    private static final String SPENT_ON =
            "select x.id, x.day, x.fen, x.campaign, d.code_id, d.staff_id, d.adds from daily x\n";

    /** The period is said once more: else every day that ever was is read and sorted to be joined with the few. */
    private static final String DAY =
            "d.day = x.day and d.day between :from::date and :to::date and d.adds > 0 where x.target = ";

    private static final String DAY_OF_CODE = "join channel_day d on d.code_id = %s and " + DAY + "'%s'\n";

    /** {@code daily}: each cost day by day; {@code shared}: what of it falls to which code and guide. */
    static final String WITH = """
            daily as (
                select c.id, c.target, c.code_id, c.template_id, c.store_id, c.campaign, d.day::date as day,
                    c.amount_fen * (d.day::date - c.from_day + 1) / (c.to_day - c.from_day + 1)
                    - c.amount_fen * (d.day::date - c.from_day) / (c.to_day - c.from_day + 1) as fen
                from channel_cost c, generate_series(greatest(c.from_day, :from::date)::timestamp,
                    least(c.to_day, :to::date)::timestamp, interval '1 day') d (day)
                where c.from_day <= :to and c.to_day >= :from),
            spent as (
            """ + SPENT_ON + DAY_OF_CODE.formatted("x.code_id", "CODE")
            + "union all " + SPENT_ON + "join channel_template_child t on t.template_id = x.template_id\n"
            + DAY_OF_CODE.formatted("t.code_id", "TEMPLATE")
            + "union all " + SPENT_ON
            + "join channel_code_campaign g on g.campaign = x.campaign and x.day >= g.since and x.day < g.until\n"
            + DAY_OF_CODE.formatted("g.code_id", "CAMPAIGN")
            + "union all " + SPENT_ON + """
            join channel_guide_store s on s.store_id = x.store_id and x.day >= s.since and x.day < s.until
            join channel_day d on d.staff_id = s.staff_id and\s""" + DAY + """
            'STORE'),
            running as (
                select *, sum(adds) over (partition by id, day order by code_id, staff_id) as upto,
                    sum(adds) over (partition by id, day) as total from spent),
            shared as (
                select code_id, staff_id, day, campaign, fen * upto / total - fen * (upto - adds) / total as fen from running)""";

    /** The parts that nobody's adds share, as rows beside those of {@code shared}. */
    static final String UNSHARED = """
            select x.code_id, null::bigint, x.day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, x.fen, x.campaign,
                coalesce(x.template_id, t.template_id), x.store_id
            from daily x left join channel_template_child t on t.code_id = x.code_id
            where not exists (select from spent e where e.id = x.id and e.day = x.day)""";
}
