package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import org.jspecify.annotations.Nullable;

/** What a list shows of a person. The phone is masked: {@code ***1234}. */
public record CustomerCard(
        CustomerId id,
        String name,
        @Nullable String avatar,
        @Nullable String maskedPhone,
        @Nullable StaffId ownerStaff,
        @Nullable StoreId ownerStore) {}
