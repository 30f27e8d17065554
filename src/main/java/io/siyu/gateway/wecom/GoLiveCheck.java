package io.siyu.gateway.wecom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One requirement of going live, looked at now. Any module may have one; the order of the beans is the order in which they are seen to. */
public interface GoLiveCheck {

    /** Unique and stable. */
    String name();

    /** Calls the outside; never inside a transaction. */
    Finding look();

    enum State {
        OK,
        /** It works, but somebody should look. */
        WARNED,
        FAILED,
        /** Could not be found out now. */
        UNKNOWN
    }

    /**
     * What was found.
     *
     * @param code names the sentence and the remedy
     * @param arguments filled into them
     * @param people whom it is the matter with, if with some only
     */
    record Finding(State state, String code, List<String> arguments, List<Person> people) {

        public static Finding ok(String code, Object... arguments) {
            return of(State.OK, code, arguments);
        }

        public static Finding failed(String code, Object... arguments) {
            return of(State.FAILED, code, arguments);
        }

        public static Finding of(State state, String code, Object... arguments) {
            return new Finding(
                    state,
                    code,
                    List.of(arguments).stream().map(String::valueOf).toList(),
                    List.of());
        }

        public Finding with(List<Person> matter) {
            return new Finding(state, code, arguments, matter);
        }
    }

    /** @param problem kind and code, as failures are stored */
    record Person(String userId, @Nullable String name, String problem) {}
}
