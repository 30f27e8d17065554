package io.siyu.platform;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;

/** Which fields a request got wrong, named as the caller sent them. */
final class FaultyFields {

    private FaultyFields() {}

    record Fault(String field, String message) {}

    static List<Fault> of(HandlerMethodValidationException refusal) {
        return refusal.getParameterValidationResults().stream()
                .flatMap(FaultyFields::of)
                .toList();
    }

    /** The field whose value cannot be read; none when the whole is no JSON. */
    static @Nullable String of(HttpMessageNotReadableException unreadable) {
        if (!(unreadable.getCause() instanceof JacksonException cause)) {
            return null;
        }
        StringBuilder path = new StringBuilder();
        for (Reference reference : cause.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static Stream<Fault> of(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return body.getFieldErrors().stream().map(FaultyFields::of);
        }
        String name = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream()
                .map(error -> new Fault(name, String.valueOf(error.getDefaultMessage())));
    }

    static Fault of(FieldError error) {
        return new Fault(error.getField(), String.valueOf(error.getDefaultMessage()));
    }
}
