package io.siyu.people.staff;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Permission;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Nobody gives, changes or takes over more than they have themselves: neither rights nor reach. */
@Component
class Grants {

    private final CurrentOperator operator;
    private final Operators operators;
    private final Roles roles;
    private final StaffDirectory staff;

    Grants(CurrentOperator operator, Operators operators, Roles roles, StaffDirectory staff) {
        this.operator = operator;
        this.operators = operators;
        this.roles = roles;
        this.staff = staff;
    }

    /** @throws DomainException {@code role.beyond_mine}, {@code role.permission_unknown} at {@code permissions} */
    void requirePermissions(Collection<String> permissions) {
        for (String permission : permissions) {
            if (!Permission.ALL.contains(permission)) {
                throw DomainException.invalid("permissions", "role.permission_unknown", permission);
            }
            requireMine(permission, "permissions");
        }
    }

    /** @throws DomainException {@code role.beyond_scope} at {@code scope} */
    void requireReach(RoleScope scope) {
        requireReach(scope, "scope");
    }

    /**
     * Within a transaction the role stays until it ends.
     *
     * @throws DomainException {@code role.not_found}, {@code role.beyond_mine}, {@code role.beyond_scope} at {@code roleId}
     */
    Roles.Role requireRole(long roleId) {
        Roles.Role role = roles.hold(roleId).orElseThrow(() -> DomainException.invalid("roleId", "role.not_found"));
        requireReach(role.scope(), "roleId");
        role.permissions().forEach(permission -> requireMine(permission, "roleId"));
        return role;
    }

    /**
     * The employee behind a user decides whose customers "own" and "store" are.
     *
     * @throws DomainException {@code staff.not_found}, {@code user.staff_beyond_scope} at {@code staffId}
     */
    void requireStaff(@Nullable Long staffId) {
        if (staffId == null) {
            return;
        }
        StaffMember member = (staffId > 0 ? staff.find(new StaffId(staffId)) : java.util.Optional.<StaffMember>empty())
                .orElseThrow(() -> DomainException.invalid("staffId", "staff.not_found"));
        if (!within(operator.scope(), member)) {
            throw DomainException.forbidden("user.staff_beyond_scope").at("staffId");
        }
    }

    private static boolean within(DataScope scope, StaffMember member) {
        return switch (scope) {
            case DataScope.All() -> true;
            case DataScope.Stores(var stores) ->
                member.storeId() != null && stores.contains(member.storeId().value());
            case DataScope.Own(long me) -> member.id().value() == me;
            case DataScope.Nothing() -> false;
        };
    }

    private void requireMine(String permission, String field) {
        if (!operator.get().may(permission)) {
            throw DomainException.forbidden("role.beyond_mine", permission).at(field);
        }
    }

    private void requireReach(RoleScope scope, String field) {
        Operator me = operator.get();
        RoleScope mine = operators.find(me.userId()).orElseThrow().scope();
        if (scope.compareTo(mine) > 0) {
            throw DomainException.forbidden("role.beyond_scope").at(field);
        }
    }
}
