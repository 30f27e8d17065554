package io.siyu.reach.sop;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import java.util.Set;

/** What makes a customer enter a plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.ByCode.class, name = "code"),
    @JsonSubTypes.Type(value = Trigger.BySegment.class, name = "segment")
})
public sealed interface Trigger {

    /** Becoming a friend by one of these live codes; once a code. */
    record ByCode(@NotNull Set<@NotNull Long> codeIds) implements Trigger {}

    /** Coming into this segment; each time, but never twice at once. */
    record BySegment(long segmentId) implements Trigger {}
}
