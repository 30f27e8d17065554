package io.siyu.reach.channel.poster;

import io.siyu.reach.channel.poster.PosterElement.Frame;
import io.siyu.shared.DomainException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a poster looks: its size in millimetres and what is on it, the first thing at the bottom. */
record PosterLayout(
        double widthMm,
        double heightMm,
        @NotNull String background,
        @NotNull List<@NotNull @Valid PosterElement> elements) {

    private static final double MOST_MM = 420;
    private static final double LEAST_MM = 20;
    private static final double LEAST_CODE_MM = 15;
    private static final int MOST_ELEMENTS = 60;
    private static final int LONGEST_TEXT = 500;
    /** An A4 sheet at 300 dots is nine million of them; what is larger is seen from farther away. */
    private static final double AREA_OF_A4 = 210 * 297.5;

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern STORED = Pattern.compile("/files/[a-z0-9]{26}");

    PosterLayout {
        elements = List.copyOf(elements);
    }

    /** Dots an inch at which it is printed. */
    int dpi() {
        return widthMm * heightMm <= AREA_OF_A4 ? 300 : 200;
    }

    /** The stored pictures it shows. */
    List<String> pictures() {
        return elements.stream()
                .flatMap(element -> Stream.ofNullable(pictureOf(element)))
                .toList();
    }

    /** @throws DomainException at the field that cannot be printed */
    PosterLayout checked() {
        if (outside(widthMm, LEAST_MM, MOST_MM) || outside(heightMm, LEAST_MM, MOST_MM)) {
            throw DomainException.invalid("layout.widthMm", "channel.poster.size_invalid", LEAST_MM, MOST_MM);
        }
        requireColor("layout.background", background);
        if (elements.size() > MOST_ELEMENTS) {
            throw DomainException.invalid("layout.elements", "channel.poster.too_much", MOST_ELEMENTS);
        }
        if (elements.stream().noneMatch(PosterElement.Code.class::isInstance)) {
            throw DomainException.invalid("layout.elements", "channel.poster.code_missing");
        }
        for (int place = 0; place < elements.size(); place++) {
            check("layout.elements[%d]".formatted(place), elements.get(place));
        }
        return this;
    }

    private void check(String field, PosterElement element) {
        Frame frame = element.frame();
        if (outside(frame.x(), 0, widthMm)
                || outside(frame.y(), 0, heightMm)
                || outside(frame.w(), 1, widthMm - frame.x() + 0.05)
                || outside(frame.h(), 1, heightMm - frame.y() + 0.05)) {
            throw DomainException.invalid(field, "channel.poster.outside");
        }
        String picture = pictureOf(element);
        if (picture != null && !STORED.matcher(picture).matches()) {
            throw DomainException.invalid(field, "channel.poster.picture_unknown");
        }
        switch (element) {
            case PosterElement.Text text -> checkText(field, text);
            case PosterElement.Code code -> {
                if (Math.min(frame.w(), frame.h()) < LEAST_CODE_MM) {
                    throw DomainException.invalid(field, "channel.poster.code_too_small", LEAST_CODE_MM);
                }
            }
            case PosterElement.Portrait portrait -> requireColor(field, portrait.color());
            case PosterElement.Box box -> requireColor(field, box.fill());
            case PosterElement.Picture ignored -> {}
        }
    }

    private static void checkText(String field, PosterElement.Text text) {
        requireColor(field, text.color());
        if (text.text().isBlank() || text.text().length() > LONGEST_TEXT || outside(text.sizePt(), 4, 300)) {
            throw DomainException.invalid(field, "channel.poster.text_invalid", LONGEST_TEXT);
        }
    }

    private static void requireColor(String field, String color) {
        if (!COLOR.matcher(color).matches()) {
            throw DomainException.invalid(field, "channel.poster.color_invalid");
        }
    }

    private static @Nullable String pictureOf(PosterElement element) {
        return switch (element) {
            case PosterElement.Picture picture -> picture.path();
            case PosterElement.Code code -> code.logo();
            default -> null;
        };
    }

    /** Not a number is outside too. */
    private static boolean outside(double value, double least, double most) {
        return !(value >= least && value <= most);
    }
}
