package io.siyu.people.segment;

/** How a figure is compared with the number in a rule. */
public enum Comparison {
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE(">"),
    LESS("<"),
    EQUAL("="),
    OTHER("!=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** As it is written in a rule. */
    public String sign() {
        return sign;
    }

    boolean holds(long figure, long value) {
        return switch (this) {
            case AT_LEAST -> figure >= value;
            case AT_MOST -> figure <= value;
            case MORE -> figure > value;
            case LESS -> figure < value;
            case EQUAL -> figure == value;
            case OTHER -> figure != value;
        };
    }
}
