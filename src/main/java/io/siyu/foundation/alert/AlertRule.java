package io.siyu.foundation.alert;

import org.jspecify.annotations.Nullable;

/**
 * A kind of alert about which an operator can decide; a bean of the module that raises it. Named in the bundles as {@code alert.<kind>.name}.
 *
 * @param threshold from how many on, or after how many days, as {@code alert.<kind>.name} says; absent: there is nothing to count
 * @param card whether the people concerned are told in WeChat Work unless somebody decides otherwise
 */
public record AlertRule(String kind, @Nullable Integer threshold, boolean card) {}
