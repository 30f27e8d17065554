package io.siyu.gateway.wecom.golive;

/** The database holds the data of another corporation than the one whose credentials are configured. */
final class OtherCorporation extends RuntimeException {

    private final String action;

    OtherCorporation(Corporation.Owner owner, Corporation.Owner configured) {
        super("This database holds the data of " + named(owner) + ", and the configured credentials are those of "
                + named(configured) + ". Nothing was started and nothing was changed.");
        this.action = owner.sandbox()
                ? "To go live, start with an empty database: another siyu.data-dir, or another spring.datasource.url, with"
                        + " siyu.sandbox=false; then enter the credentials there. The sandbox stays as it is for practice. To go on"
                        + " playing, remove the real credentials and siyu.sandbox=false."
                : "Use the database of this corporation, or an empty one (another siyu.data-dir, or another"
                        + " spring.datasource.url).";
    }

    String action() {
        return action;
    }

    private static String named(Corporation.Owner owner) {
        return (owner.sandbox() ? "the sandbox's corporation " : "the corporation ") + owner.corpId();
    }
}
