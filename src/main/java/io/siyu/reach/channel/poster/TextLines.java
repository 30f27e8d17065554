package io.siyu.reach.channel.poster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Words fitted into a frame: Chinese breaks anywhere but before a closing mark, other words at their ends.
 *
 * @param size at which the lines fit, at most the one asked for
 */
record TextLines(List<String> lines, double size) {

    static final double LINE = 1.35;

    private static final String NEVER_FIRST = "，。、；：？！）》」』】”’,.;:?!)%";
    private static final double SMALLER = 0.94;
    private static final double LEAST = 0.4;

    /** @param widthOf how wide a text is at size 1 */
    static TextLines fit(String text, double size, double width, double height, ToDoubleFunction<String> widthOf) {
        double least = size * LEAST;
        for (double now = size; ; now *= SMALLER) {
            List<String> lines = wrapped(text, width / now, widthOf);
            if (lines.size() * LINE * now <= height + 0.01 && now >= least) {
                return new TextLines(lines, now);
            }
            if (now < least) {
                return new TextLines(cut(lines, Math.max(1, (int) (height / (LINE * now)))), now);
            }
        }
    }

    private static List<String> cut(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most));
        String last = kept.getLast();
        kept.set(
                most - 1,
                last.substring(0, Math.max(0, last.offsetByCodePoints(last.length(), last.isEmpty() ? 0 : -1))) + "…");
        return kept;
    }

    private static List<String> wrapped(String text, double width, ToDoubleFunction<String> widthOf) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String line = "";
            for (String word : words(paragraph)) {
                if (line.isEmpty() || widthOf.applyAsDouble((line + word).stripTrailing()) <= width) {
                    line += word;
                } else {
                    lines.add(line.stripTrailing());
                    line = word.stripLeading();
                }
            }
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    /** What must stay together: a Latin word, or one other character with the closing marks behind it. */
    private static List<String> words(String paragraph) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int before = ' ';
        for (int character : paragraph.codePoints().toArray()) {
            boolean together =
                    !word.isEmpty() && (NEVER_FIRST.indexOf(character) >= 0 || isLatin(before) && isLatin(character));
            if (!together && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.appendCodePoint(character);
            before = character;
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isLatin(int character) {
        return character < 0x2E80 && !Character.isWhitespace(character);
    }
}
