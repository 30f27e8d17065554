package io.siyu.people.staff;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * An employee works in another store from now on.
 *
 * @param from absent when it was none
 * @param to absent when it is none
 */
public record StaffMoved(
        StaffId staff, @Nullable StoreId from, @Nullable StoreId to) {}
