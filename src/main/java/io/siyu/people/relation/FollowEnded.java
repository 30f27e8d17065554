package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;

/** One of the two deleted the other. */
public record FollowEnded(CustomerId customer, StaffId staff, boolean byCustomer, Instant at) {}
