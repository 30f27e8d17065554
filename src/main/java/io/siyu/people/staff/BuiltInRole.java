package io.siyu.people.staff;

import io.siyu.foundation.scope.Permission;
import java.util.List;
import java.util.Set;

/** The roles that a new installation has. */
enum BuiltInRole {
    ADMIN("admin", "管理员", RoleScope.ALL, Permission.ALL),
    OPERATOR(
            "operator",
            "运营",
            RoleScope.ALL,
            without("user.", "platform.", "staff.write", "callback.replay", "job.all", "audit.", "customer.privacy")),
    STORE_MANAGER(
            "store-manager",
            "店长",
            RoleScope.STORE,
            List.of(
                    "board.read",
                    "channel.read",
                    "customer.read",
                    "customer.write",
                    "customer.phone",
                    "lead.read",
                    "lead.write",
                    "lead.assign",
                    "tag.read",
                    "tag.write",
                    "segment.read",
                    "sop.read",
                    "outreach.read",
                    "coupon.read",
                    "points.read",
                    "catalog.read",
                    "order.read",
                    "order.ship",
                    "staff.read",
                    "job.read")),
    GUIDE(
            "guide",
            "导购",
            RoleScope.OWN,
            List.of(
                    "customer.read",
                    "customer.write",
                    "lead.read",
                    "lead.write",
                    "tag.read",
                    "tag.write",
                    "outreach.read",
                    "coupon.read",
                    "points.read",
                    "catalog.read",
                    "order.read"));

    private final String code;
    private final String roleName;
    private final RoleScope scope;
    private final Set<String> permissions;

    BuiltInRole(String code, String roleName, RoleScope scope, List<String> permissions) {
        this.code = code;
        this.roleName = roleName;
        this.scope = scope;
        this.permissions = Set.copyOf(permissions);
    }

    String code() {
        return code;
    }

    String roleName() {
        return roleName;
    }

    RoleScope scope() {
        return scope;
    }

    List<String> permissions() {
        return Permission.ALL.stream().filter(permissions::contains).toList();
    }

    private static List<String> without(String... beginnings) {
        return Permission.ALL.stream()
                .filter(permission -> List.of(beginnings).stream().noneMatch(permission::startsWith))
                .toList();
    }
}
