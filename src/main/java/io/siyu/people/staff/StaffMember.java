package io.siyu.people.staff;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * One employee as WeChat Work and the console know them.
 *
 * @param active false once the member left the corporation
 * @param onDuty whether operators let new customers be given to them
 * @param away whether they have switched themselves off
 */
public record StaffMember(
        StaffId id,
        String wecomUserId,
        String name,
        @Nullable StoreId storeId,
        boolean active,
        boolean onDuty,
        boolean away) {

    /** Whether new customers may be given to them now. */
    public boolean takesCustomers() {
        return active && onDuty && !away;
    }
}
