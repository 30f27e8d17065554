package io.siyu.people.staff;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets up stores, employees and console users in one call each: for a seeded brand and for tests. */
@Component
public class StaffSetup {

    StaffSetup() {}

    /** The store of that code, made if it is not there, in that region, made too. */
    public StoreId createStore(String code, String name, String regionName) {
        throw new UnsupportedOperationException();
    }

    /** The employee behind that WeChat Work user, made if not there, active and on duty, in that store. */
    public StaffId createStaff(String wecomUserId, String name, @Nullable StoreId store) {
        throw new UnsupportedOperationException();
    }

    /** Puts an employee into a store. */
    public void assign(StaffId staff, @Nullable StoreId store) {
        throw new UnsupportedOperationException();
    }

    /** Reads the whole directory of WeChat Work now. Calls the outside: not inside a transaction. */
    public void syncDirectory() {
        throw new UnsupportedOperationException();
    }

    /** A role made for one purpose; returns its code. */
    public String createRole(String name, RoleScope scope, List<String> permissions) {
        throw new UnsupportedOperationException();
    }

    /**
     * A console user.
     *
     * @param roleCode a built-in one ({@code admin}, {@code operator}, {@code store-manager}, {@code guide}) or of {@link #createRole}
     * @return the user's id
     */
    public long createUser(String username, String password, String roleCode, @Nullable StaffId staff) {
        throw new UnsupportedOperationException();
    }
}
