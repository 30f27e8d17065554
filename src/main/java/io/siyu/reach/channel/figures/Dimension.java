package io.siyu.reach.channel.figures;

/** What figures are put together by; the key of a row is what its column says, empty where there is none. */
enum Dimension {
    ALL("''"),
    DAY("p.day::text"),
    CODE("coalesce(p.code_id::text, '')"),
    TEMPLATE("coalesce(p.template_id::text, '')"),
    STORE("coalesce(p.store_id::text, '')"),
    GUIDE("coalesce(nullif(p.staff_id, 0)::text, '')"),
    /** A code that stands for several campaigns counts for each: these rows do not add up to the total. */
    CAMPAIGN("coalesce(p.campaign, g.campaign, '')");

    private final String key;

    Dimension(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
