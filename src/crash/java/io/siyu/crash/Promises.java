package io.siyu.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Everything that somebody got a success for. */
final class Promises {

    /** What kinds of success there are. */
    enum Kind {
        /** order numbers */
        ORDER,
        /** order numbers whose payment the payer's phone confirmed */
        PAYMENT,
        /** order numbers given back by an operator */
        REFUND,
        /** ids of coupons that a shopper claimed */
        COUPON,
        /** notes of points given by hand */
        POINTS,
        /** reasons of stock put in by hand */
        STOCK,
        /** external user ids with the userid they added: {@code wm…|u…} */
        FRIEND,
        /** customers who were given the tag by hand */
        TAG
    }

    private final Map<Kind, List<String>> kept = new ConcurrentHashMap<>();
    private volatile @Nullable String codeName;

    void made(Kind kind, String what) {
        kept.computeIfAbsent(kind, any -> new CopyOnWriteArrayList<>()).add(what);
    }

    List<String> of(Kind kind) {
        return kept.getOrDefault(kind, List.of());
    }

    void renamedCode(String name) {
        codeName = name;
    }

    /** The last name that the code was given. */
    @Nullable
    String codeName() {
        return codeName;
    }
}
