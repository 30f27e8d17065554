package io.siyu.people.staff;

import io.siyu.shared.StoreId;
import org.jspecify.annotations.Nullable;

/** One store; the code is the brand's own number for it. */
public record Store(
        StoreId id, String code, String name, @Nullable String regionName) {}
