package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets up stores, employees and console users in one call each: for a seeded brand and for tests. */
@Component
public class StaffSetup {

    private final StoreBook stores;
    private final Members members;
    private final Roles roles;
    private final Users users;
    private final DirectorySync directory;

    StaffSetup(StoreBook stores, Members members, Roles roles, Users users, DirectorySync directory) {
        this.stores = stores;
        this.members = members;
        this.roles = roles;
        this.users = users;
        this.directory = directory;
    }

    /** The store of that code, made if it is not there, in that region, made too. */
    @Transactional
    public StoreId createStore(String code, String name, String regionName) {
        return stores.idOf(code)
                .or(() -> stores.add(code, name, regionName))
                .or(() -> stores.idOf(code))
                .orElseThrow();
    }

    /**
     * Where a store is.
     *
     * @param latitude in GCJ-02, as the maps of China tell it
     */
    public void placeStore(StoreId store, String address, double latitude, double longitude) {
        stores.place(store, new StoreBook.Place(address, latitude, longitude));
    }

    /** The employee behind that WeChat Work user, made if not there, active, in that store. */
    @Transactional
    public StaffId createStaff(String wecomUserId, String name, @Nullable StoreId store) {
        StaffId staff = members.arrived(wecomUserId, name);
        members.assign(staff, store);
        return staff;
    }

    /** Puts an employee into a store. */
    @Transactional
    public void assign(StaffId staff, @Nullable StoreId store) {
        if (!members.assign(staff, store)) {
            throw DomainException.notFound("staff.not_found");
        }
    }

    /** Closes a store in which nobody works any more. */
    @Transactional
    public void closeStore(StoreId store) {
        if (!stores.archive(store)) {
            throw DomainException.conflict("store.in_use", stores.activeMembers(store));
        }
    }

    /** Reads the whole directory of WeChat Work now. Calls the outside: not inside a transaction. */
    public void syncDirectory() {
        directory.sync();
    }

    /** A role made for one purpose; returns its code. */
    @Transactional
    public String createRole(String name, RoleScope scope, List<String> permissions) {
        String code = "r-" + RandomCode.letters(10);
        roles.add(code, name, scope, permissions);
        return code;
    }

    /**
     * A console user.
     *
     * @param roleCode a built-in one ({@code admin}, {@code operator}, {@code store-manager}, {@code guide}) or of {@link #createRole}
     * @return the user's id
     */
    @Transactional
    public long createUser(String username, String password, String roleCode, @Nullable StaffId staff) {
        long role = roles.idOf(roleCode).orElseThrow(() -> DomainException.notFound("role.not_found"));
        Long staffId = staff == null ? null : staff.value();
        return users.add(new Users.NewUser(username, username, password, false, role, staffId))
                .orElseThrow(() -> DomainException.conflict("user.username_taken", username));
    }
}
