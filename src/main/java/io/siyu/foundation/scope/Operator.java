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

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
