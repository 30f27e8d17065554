package io.siyu.reach.sop;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a plan. The kind is the property {@code type} in JSON; {@code next} names the step that follows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Wait.class, name = "wait"),
    @JsonSubTypes.Type(value = Step.Task.class, name = "task"),
    @JsonSubTypes.Type(value = Step.Tag.class, name = "tag"),
    @JsonSubTypes.Type(value = Step.Coupon.class, name = "coupon"),
    @JsonSubTypes.Type(value = Step.End.class, name = "end")
})
public sealed interface Step {

    /** Unique in its plan. */
    String id();

    /**
     * Lets time pass: so many minutes, and then on to the next time the brand's clock shows {@code at}, if given.
     *
     * @param minutes 0 to a year
     */
    record Wait(
            @NotNull String id,
            int minutes,
            @Nullable LocalTime at,
            @NotNull String next) implements Step {}

    /**
     * Asks the customer's guide to say something.
     *
     * @param marketing whether it sells (needs consent, counts against the daily cap) or serves
     */
    record Task(
            @NotNull String id,
            @NotNull String content,
            @NotNull String reason,
            boolean marketing,
            @NotNull String next)
            implements Step {}

    /** Puts tags on and takes tags off. */
    record Tag(
            @NotNull String id,
            @NotNull Set<@NotNull Long> add,
            @NotNull Set<@NotNull Long> remove,
            @NotNull String next)
            implements Step {}

    /** Gives a coupon. */
    record Coupon(
            @NotNull String id, long templateId, @NotNull String next) implements Step {}

    /** Here it is over. */
    record End(@NotNull String id) implements Step {}
}
