package io.siyu.foundation.transfer;

import io.siyu.foundation.scope.Operator;
import io.siyu.shared.DomainException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows somebody wants out.
 *
 * @param filters the list's own parameters, as its address has them; empty ones are left out
 * @param operator for whom: with the rights and the scope that he has now
 * @param locale the language of words inside the rows
 */
public record Asked(Map<String, String> filters, Operator operator, Locale locale) {

    public @Nullable String text(String name) {
        String value = filters.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** @throws DomainException when it is no number */
    public @Nullable Long number(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw DomainException.invalid("filters." + name, "transfer.filter_invalid", value);
        }
    }

    /** @throws DomainException when it is none of these */
    public <E extends Enum<E>> @Nullable E one(String name, Class<E> type) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException e) {
            throw DomainException.invalid("filters." + name, "transfer.filter_invalid", value);
        }
    }
}
