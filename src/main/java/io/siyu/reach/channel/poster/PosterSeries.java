package io.siyu.reach.channel.poster;

import io.siyu.reach.channel.poster.PosterElement.Frame;
import io.siyu.reach.channel.template.CodeOwner;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Posters of one layout, one after the other. What is the same on all of them is drawn once: a picture behind everything costs more than
 * all the rest.
 */
final class PosterSeries {

    private static final PosterFields NOBODY = new PosterFields("", "", CodeOwner.NOBODY, null);
    /** How far strokes may reach out of a frame. */
    private static final double MARGIN_MM = 3;

    private final PosterPainter painter;
    private final PosterLayout layout;
    private final List<PosterElement> own = new ArrayList<>();
    private final BufferedImage shared;
    private final BufferedImage sheet;

    PosterSeries(PosterPainter painter, PosterLayout layout) {
        this.painter = painter;
        this.layout = layout;
        List<PosterElement> same = new ArrayList<>();
        for (PosterElement element : layout.elements()) {
            (element.sameForAll() && own.stream().noneMatch(below -> touch(below, element)) ? same : own).add(element);
        }
        this.shared = painter.blank(layout, layout.dpi());
        this.sheet = painter.blank(layout, layout.dpi());
        painter.draw(shared, same, NOBODY, layout.dpi());
    }

    /** Good until the next one. */
    BufferedImage paint(PosterFields fields) {
        int[] same = PosterPng.dots(shared);
        System.arraycopy(same, 0, PosterPng.dots(sheet), 0, same.length);
        painter.draw(sheet, own, fields, layout.dpi());
        return sheet;
    }

    private boolean touch(PosterElement one, PosterElement other) {
        return area(one).intersects(area(other));
    }

    /** A long word may stand out of its frame on both sides. */
    private Rectangle2D area(PosterElement element) {
        Frame frame = element.frame();
        boolean words = element instanceof PosterElement.Text;
        return new Rectangle2D.Double(
                words ? 0 : frame.x() - MARGIN_MM,
                frame.y() - MARGIN_MM,
                words ? layout.widthMm() : frame.w() + 2 * MARGIN_MM,
                frame.h() + 2 * MARGIN_MM);
    }
}
