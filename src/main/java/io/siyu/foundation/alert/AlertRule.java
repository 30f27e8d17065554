package io.siyu.foundation.alert;

import org.jspecify.annotations.Nullable;

/**
 * A kind of alert about which an operator can decide; a bean of the module that raises it. Named in the bundles as {@code alert.<kind>.name}.
 *
 * @param threshold from how many on, or after how many days, as {@code alert.<kind>.name} says; absent: there is nothing to count
 * @param least how many there have to be, where the threshold counts days; named as {@code alert.<kind>.least}; absent: one is enough
 * @param card whether the people concerned are told in WeChat Work unless somebody decides otherwise
 */
public record AlertRule(
        String kind, @Nullable Integer threshold, @Nullable Integer least, boolean card) {

    public AlertRule(String kind, @Nullable Integer threshold, boolean card) {
        this(kind, threshold, null, card);
    }
}
