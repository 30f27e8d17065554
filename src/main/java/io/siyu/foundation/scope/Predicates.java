package io.siyu.foundation.scope;

import java.util.Map;

/** Writes a data scope as a SQL condition over the owner columns of a table. */
public final class Predicates {

    private Predicates() {}

    /** A condition with named parameters, to be put behind {@code and}. */
    public record Predicate(String sql, Map<String, Object> parameters) {}

    /**
     * @param staffColumn the column that holds the owning employee, with its alias
     * @param storeColumn the column that holds the owning store, with its alias
     */
    public static Predicate of(DataScope scope, String staffColumn, String storeColumn) {
        return switch (scope) {
            case DataScope.All() -> new Predicate("true", Map.of());
            case DataScope.Nothing() -> new Predicate("false", Map.of());
            case DataScope.Own(long staffId) ->
                new Predicate(staffColumn + " = :scopeStaff", Map.of("scopeStaff", staffId));
            case DataScope.Stores(var storeIds) when storeIds.isEmpty() -> new Predicate("false", Map.of());
            case DataScope.Stores(var storeIds) ->
                new Predicate(storeColumn + " in (:scopeStores)", Map.of("scopeStores", storeIds));
        };
    }
}
