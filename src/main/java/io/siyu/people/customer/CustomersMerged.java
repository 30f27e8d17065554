package io.siyu.people.customer;

import io.siyu.shared.CustomerId;

/** Two records turned out to be one person; {@code merged} lives on only as a pointer to {@code survivor}. */
public record CustomersMerged(CustomerId survivor, CustomerId merged) {}
