package io.siyu.people.customer;

import io.siyu.shared.RandomCode;

/** Fresh keys that nobody has yet. */
final class Keys {

    private Keys() {}

    static String fresh(String what) {
        return what + "-" + RandomCode.letters(14);
    }

    static Identity union() {
        return Identity.unionId(fresh("u"));
    }

    static Identity external() {
        return Identity.externalUserId(fresh("e"));
    }

    static Identity open() {
        return Identity.openId("wx-app", fresh("o"));
    }

    static Identity phone() {
        return Identity.phone("1" + RandomCode.digits(10));
    }

    /** One of each kind that is one person's only, in turn. */
    static Identity any(int number) {
        return switch (number % 4) {
            case 0 -> union();
            case 1 -> external();
            case 2 -> open();
            default -> Identity.openId("wx-other", fresh("o"));
        };
    }
}
