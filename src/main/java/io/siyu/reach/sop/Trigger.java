package io.siyu.reach.sop;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import java.util.Set;

/** What makes a customer enter a plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.ByCode.class, name = "code"),
    @JsonSubTypes.Type(value = Trigger.BySegment.class, name = "segment"),
    @JsonSubTypes.Type(value = Trigger.ByLive.class, name = "live")
})
public sealed interface Trigger {

    /** Becoming a friend by one of these live codes; once a code. */
    record ByCode(@NotNull Set<@NotNull Long> codeIds) implements Trigger {}

    /** Coming into this segment; each time, but never twice at once. */
    record BySegment(long segmentId) implements Trigger {}

    /** The end of one of these live sessions, for who reserved it or came by its code; none named: of any. Once a session. */
    record ByLive(@NotNull Set<@NotNull Long> sessionIds) implements Trigger {}
}
