package io.siyu.people.staff;

import io.siyu.shared.StaffId;

/** An employee left the corporation: customers, codes and tasks of theirs need somebody else. */
public record StaffDeparted(StaffId staff) {}
