package io.siyu.people.tag;

import io.siyu.shared.CustomerId;
import java.time.Instant;

/** A tag came to or went from a customer. */
public record TagChange(CustomerId customer, long tagId, boolean added, Instant at, Provenance provenance) {}
