package io.siyu.people.tag;

/**
 * Why a tag was put on or taken off.
 *
 * @param ref which rule, operator, employee, code, plan …; never personal data
 */
public record Provenance(Kind kind, String ref) {

    /** What kind of actor did it. */
    public enum Kind {
        RULE,
        OPERATOR,
        STAFF,
        CODE,
        SOP,
        /** Done in a client or the console of WeChat Work; the ref is the employee's user id there. */
        WECOM,
        /** Two records of one person were joined. */
        MERGE
    }
}
