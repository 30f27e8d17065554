package io.siyu.people.staff;

import io.siyu.shared.StoreId;

/** There is a new store. */
public record StoreOpened(StoreId store) {}
