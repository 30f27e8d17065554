package io.siyu.people.staff;

import io.siyu.shared.StaffId;

/** An employee was seen in the directory for the first time, or came back. */
public record StaffJoined(StaffId staff) {}
