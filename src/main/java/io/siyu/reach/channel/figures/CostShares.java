package io.siyu.reach.channel.figures;

/**
 * How costs come to days, codes and guides, to the fen. A cost is spread evenly over the days of its period; what it comes to on a day is
 * shared among the codes and guides it was spent on, in proportion to their adds of that day. A day without adds keeps its part
 * unshared: it counts for the code, template, store or campaign that it was entered for, and for no guide. Every rounding is a difference
 * of two running totals, so nothing is lost or added.
 */
final class CostShares {

    private CostShares() {}

    private static final String DAY_OF_COST = """
            c.amount_fen * (x.day - c.from_day + 1) / (c.to_day - c.from_day + 1)
            - c.amount_fen * (x.day - c.from_day) / (c.to_day - c.from_day + 1)""";

    /** Costs of which something may fall to what is asked about. */
    private static final String ASKED = """
            c.from_day <= :to and c.to_day >= :from
            and (:template::bigint is null or c.template_id is null or c.template_id = :template)
            and (:store::bigint is null or c.store_id is null or c.store_id = :store)
            and (:campaign::text is null or c.campaign is null or c.campaign = :campaign)
            and (:code::bigint is null or c.code_id = :code or c.store_id is not null
                or c.template_id = (select template_id from channel_template_child where code_id = :code)
                or c.campaign in (select campaign from channel_code_campaign where code_id = :code))""";

    /** The period is said once more: else every day that ever was is read to be joined with the few. */
    private static final String ADDS =
            "d.day between s.first and s.last and d.day between :from and :to and d.adds > 0";

    private static final String SPAN = """
            select c.id, %1$s as held, greatest(c.from_day, %2$s, :from::date) as first, least(c.to_day, %3$s, :to::date) as last
            from channel_cost c %4$s where\s""" + ASKED;

    /** {@code daily}: each cost day by day. */
    static final String DAILY = """
            daily as (
                select c.id, c.code_id, c.template_id, c.store_id, c.campaign, x.day, %s as fen
                from channel_cost c cross join lateral (
                    select g::date as day from generate_series(greatest(c.from_day, :from::date)::timestamp,
                        least(c.to_day, :to::date)::timestamp, interval '1 day') g) x
                where %s)""".formatted(DAY_OF_COST, ASKED);

    /** And {@code shared}: what of it falls to which code and guide. */
    static final String SHARED = DAILY
            + """
            ,
            of_codes as (
                %s
                union all %s
                union all %s),
            of_guides as (%s),
            spent as (
                select s.id, d.day, d.code_id, d.staff_id, d.adds from of_codes s join channel_day d on d.code_id = s.held and %5$s
                union all select s.id, d.day, d.code_id, d.staff_id, d.adds from of_guides s join channel_day d on d.staff_id = s.held and %5$s),
            running as (
                select *, sum(adds) over (partition by id, day order by code_id, staff_id) as upto,
                    sum(adds) over (partition by id, day) as total from spent),
            valued as (
                select x.*, c.campaign, %6$s as fen from running x join channel_cost c on c.id = x.id),
            shared as (
                select code_id, staff_id, day, campaign, fen * upto / total - fen * (upto - adds) / total as fen from valued)""".formatted(
                            SPAN.formatted("c.code_id", "c.from_day", "c.to_day", "") + " and c.code_id is not null",
                            SPAN.formatted(
                                    "t.code_id",
                                    "c.from_day",
                                    "c.to_day",
                                    "join channel_template_child t on t.template_id = c.template_id"),
                            SPAN.formatted(
                                    "g.code_id",
                                    "g.since",
                                    "g.until - 1",
                                    "join channel_code_campaign g on g.campaign = c.campaign"),
                            SPAN.formatted(
                                    "g.staff_id",
                                    "g.since",
                                    "g.until - 1",
                                    "join channel_guide_store g on g.store_id = c.store_id"),
                            ADDS,
                            DAY_OF_COST);

    /** The parts that nobody's adds share, as rows beside those of {@code shared}; {@code %s}: nothing, of whatever else is counted. */
    static final String UNSHARED = """
            select x.code_id, null::bigint, x.day, %s, x.fen, x.campaign,
                coalesce(x.template_id, t.template_id), x.store_id
            from daily x left join channel_template_child t on t.code_id = x.code_id
            where not exists (select from (select distinct id, day from spent) e where e.id = x.id and e.day = x.day)""";
}
