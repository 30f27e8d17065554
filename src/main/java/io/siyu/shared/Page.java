package io.siyu.shared;

import java.util.List;

/** One numbered page of a small table, with the exact total. */
public record Page<T>(List<T> items, long total) {}
