package io.siyu.reach.channel.poster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** One thing on a poster. The kind is the property {@code type} in JSON; colours are {@code #rrggbb}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PosterElement.Text.class, name = "text"),
    @JsonSubTypes.Type(value = PosterElement.Code.class, name = "code"),
    @JsonSubTypes.Type(value = PosterElement.Picture.class, name = "picture"),
    @JsonSubTypes.Type(value = PosterElement.Portrait.class, name = "portrait"),
    @JsonSubTypes.Type(value = PosterElement.Box.class, name = "box")
})
sealed interface PosterElement {

    Frame frame();

    /** Whether it looks the same on the posters of all codes. */
    default boolean sameForAll() {
        return switch (this) {
            case Text text -> text.text().indexOf('{') < 0;
            case Picture picture -> true;
            case Box box -> true;
            case Code code -> false;
            case Portrait portrait -> false;
        };
    }

    /** Where it lies, in millimetres from the poster's upper left corner. */
    record Frame(double x, double y, double w, double h) {}

    enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /**
     * Words, wrapped to the frame and made smaller where they do not fit.
     *
     * @param text may hold {@link PosterFields fields} in braces
     * @param sizePt the letters' height in points
     */
    record Text(
            @NotNull @Valid Frame frame,
            @NotNull String text,
            double sizePt,
            boolean bold,
            @NotNull String color,
            @NotNull Align align)
            implements PosterElement {}

    /** @param logo a stored picture in the middle of the QR code, {@code /files/…} */
    record Code(@NotNull @Valid Frame frame, @Nullable String logo) implements PosterElement {}

    /** @param path a stored picture, {@code /files/…}, shown whole inside the frame */
    record Picture(@NotNull @Valid Frame frame, @NotNull String path) implements PosterElement {}

    /** The guide's picture in a circle, or the first letter of the name where there is none. */
    record Portrait(@NotNull @Valid Frame frame, @NotNull String color) implements PosterElement {}

    /** A plain area behind other things. */
    record Box(@NotNull @Valid Frame frame, @NotNull String fill, double radiusMm) implements PosterElement {}
}
