package io.siyu.shared;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expected "no": something was asked that the rules refuse, and nothing was changed. The code is stable, is the key of
 * the text in the bundles under {@code messages/}, and reaches the caller as a problem detail.
 */
public final class DomainException extends RuntimeException {

    /** Why it was refused, in the terms of HTTP. */
    public enum Kind {
        /** The request itself is wrong (400). */
        INVALID,
        /** Not there, or not to be seen by this caller (404). */
        NOT_FOUND,
        /** Not with this caller's rights (403). */
        FORBIDDEN,
        /** Right in itself, but not in the present state (409). */
        CONFLICT,
        /** The same key came with another body (422). */
        MISMATCH,
        /** Too often (429). */
        TOO_MANY,
        /** A platform outside does not answer as it should (502). */
        UPSTREAM
    }

    private final Kind kind;
    private final String code;
    private final @Nullable String field;
    private final transient List<Object> arguments;
    private final @Nullable Duration retryAfter;

    private DomainException(
            Kind kind, String code, @Nullable String field, List<Object> arguments, @Nullable Duration retryAfter) {
        super(code + (arguments.isEmpty() ? "" : " " + arguments));
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.arguments = arguments;
        this.retryAfter = retryAfter;
    }

    /** The request is wrong at one field, named as the caller sent it (nested with dots). */
    public static DomainException invalid(String field, String code, Object... arguments) {
        return new DomainException(Kind.INVALID, code, field, List.of(arguments), null);
    }

    public static DomainException notFound(String code, Object... arguments) {
        return new DomainException(Kind.NOT_FOUND, code, null, List.of(arguments), null);
    }

    public static DomainException forbidden(String code, Object... arguments) {
        return new DomainException(Kind.FORBIDDEN, code, null, List.of(arguments), null);
    }

    public static DomainException conflict(String code, Object... arguments) {
        return new DomainException(Kind.CONFLICT, code, null, List.of(arguments), null);
    }

    public static DomainException mismatch(String code, Object... arguments) {
        return new DomainException(Kind.MISMATCH, code, null, List.of(arguments), null);
    }

    public static DomainException tooMany(String code, Object... arguments) {
        return new DomainException(Kind.TOO_MANY, code, null, List.of(arguments), null);
    }

    public static DomainException upstream(String code, Object... arguments) {
        return new DomainException(Kind.UPSTREAM, code, null, List.of(arguments), null);
    }

    /** The same refusal, pinned to the field that caused it. */
    public DomainException at(String causingField) {
        return new DomainException(kind, code, causingField, arguments, retryAfter);
    }

    /** The same refusal, saying after how long it may be tried again: {@code Retry-After}. */
    public DomainException after(Duration wait) {
        return new DomainException(kind, code, field, arguments, wait);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
