package io.siyu.gateway.wecom.reconcile;

/** What a lost callback would have told. */
enum Kind {
    /** They are friends, and we do not know it. */
    ADDED("add_external_contact"),
    /** They are no friends any more. By whom is not known: an employee's deletion is rarely lost, so it is taken for the customer's. */
    DELETED("del_follow_user"),
    /** The tags on the friendship are others. */
    TAGS("edit_external_contact"),
    /** There is a group that we do not know. */
    GROUP_CREATED("create"),
    /** It is called otherwise, or belongs to, or is made up of, others. */
    GROUP_CHANGED("update"),
    /** The group is no more. */
    GROUP_DISSOLVED("dismiss");

    private final String changeType;

    Kind(String changeType) {
        this.changeType = changeType;
    }

    String changeType() {
        return changeType;
    }
}
