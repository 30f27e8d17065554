package io.siyu.people.customer;

import io.siyu.shared.CustomerId;

/** The person on whose behalf a request to {@code /api/mall} runs; controllers take it as an argument. */
public record Shopper(CustomerId customer) {}
