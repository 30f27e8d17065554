package io.siyu.reach.channel;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;

/** A customer became a guide's friend by a live code. */
public record CustomerAcquired(CustomerId customer, StaffId staff, long codeId, Instant at) {}
