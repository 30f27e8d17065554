package io.siyu.foundation.scope;

import io.siyu.shared.StaffId;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person signed in to the console or the side bar: who, with which rights, over which part of the customers. */
public record Operator(long userId, @Nullable Long staffIdValue, String name, Set<String> permissions, DataScope scope)
        implements Serializable {

    public Operator {
        permissions = Set.copyOf(permissions);
    }

    public @Nullable StaffId staffId() {
        return staffIdValue == null ? null : new StaffId(staffIdValue);
    }

    /** Beside the rights of a role: held by employees who have given notice. Nothing of it can be given to a role. */
    public static final String EXPORT_FROZEN = "export.frozen";

    /** Whether they take nothing out any more, whatever their role lets them. */
    public boolean exportFrozen() {
        return permissions.contains(EXPORT_FROZEN);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
