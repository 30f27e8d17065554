package io.siyu.reach.channel.poster;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The letters of posters: Noto Sans SC as outlines, read by ourselves. Java's own text needs freetype, fontconfig and a font on the
 * machine, and a server often has none of them.
 */
final class PosterFont {

    private static final String FILE = "/fonts/NotoSansSC-Regular.ttf";

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final Map<Integer, Letter> letters = new ConcurrentHashMap<>();

    private PosterFont(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** @param outline above and below the base line, one em being 1, downwards positive */
    record Letter(Shape outline, double advance) {}

    /** Takes some ten megabytes while it is held. */
    static PosterFont load() {
        try (InputStream file = Objects.requireNonNull(PosterFont.class.getResourceAsStream(FILE), FILE)) {
            return new PosterFont(new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Letter letter(int character) {
        return letters.computeIfAbsent(character, this::read);
    }

    /** Whether it has a shape for this character; without one an empty frame is drawn. */
    boolean knows(int character) {
        return characters.getGlyphId(character) != 0;
    }

    /** In ems. */
    double widthOf(String text) {
        return text.codePoints()
                .mapToDouble(character -> letter(character).advance())
                .sum();
    }

    /** The font's tables are read through one cursor. */
    private synchronized Letter read(int character) {
        try {
            int glyph = characters.getGlyphId(character);
            GlyphData data = font.getGlyph().getGlyph(glyph);
            GeneralPath path = data == null ? new GeneralPath() : data.getPath();
            AffineTransform toEm = AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm);
            return new Letter(toEm.createTransformedShape(path), font.getAdvanceWidth(glyph) / unitsPerEm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
