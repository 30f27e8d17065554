package io.siyu.reach.channel.figures;

/** What figures are put together by; the key of a row is what its column says, absent where there is none. */
enum Dimension {
    ALL("''"),
    DAY("p.day"),
    CODE("p.code_id"),
    TEMPLATE("p.template_id"),
    STORE("p.store_id"),
    GUIDE("nullif(p.staff_id, 0)"),
    /** A code that stands for several campaigns counts for each: these rows do not add up to the total. */
    CAMPAIGN("coalesce(p.campaign, g.campaign)");

    private final String key;

    Dimension(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
