package io.siyu.people.customer;

import io.siyu.shared.CustomerId;

/**
 * The person on whose behalf a request to {@code /api/mall} runs; controllers take it as an argument.
 *
 * @param openId of the WeChat account that signed in: one person may have several, and a bill goes to the one who asks to pay
 */
public record Shopper(CustomerId customer, Identity openId) {}
