package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;

/** A customer moved from one employee to another: what was to be done by the one is to be done by the other. */
public record CustomerHandedOver(CustomerId customer, StaffId from, StaffId to, Instant at) {}
