package io.siyu.reach.channel.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the same text was parsed to last time: a code is read with every scan and every add, and edited once a week. What it is parsed to
 * is shared, and must not change.
 */
final class Parsed<T> {

    private static final int MOST = 500;

    private final Function<String, T> parser;
    private final Map<String, T> latest = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    });

    Parsed(Function<String, T> parser) {
        this.parser = parser;
    }

    T of(String text) {
        T known = latest.get(text);
        if (known != null) {
            return known;
        }
        T fresh = parser.apply(text);
        latest.put(text, fresh);
        return fresh;
    }
}
