package io.siyu.reach.channel.nearest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants a store code to be.
 *
 * @param choices codes of single stores, which come before the template's; absent: none
 */
public record StoreCodeDraft(
        @NotBlank @Size(max = 60) String name,
        @Nullable @Positive Long templateId,
        @Nullable @Min(1) @Max(5000) Integer maxKm,
        @Nullable @Positive Long fallbackCodeId,
        @Nullable @Size(max = 200) String fallbackText,
        @Nullable @Size(max = 5000) List<@Valid @NotNull Choice> choices) {

    public StoreCodeDraft {
        choices = choices == null ? List.of() : List.copyOf(choices);
    }

    public record Choice(
            @NotNull @Positive Long storeId,
            @NotNull @Positive Long codeId) {}

    @Override
    public List<Choice> choices() {
        return choices == null ? List.of() : choices;
    }
}
