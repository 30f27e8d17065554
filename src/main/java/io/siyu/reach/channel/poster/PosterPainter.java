package io.siyu.reach.channel.poster;

import io.siyu.reach.channel.poster.PosterElement.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws a poster into dots: letters as filled outlines, QR codes on whole dots, so that nothing of the machine decides how it looks. */
final class PosterPainter {

    private static final double MM_PER_INCH = 25.4;
    private static final double POINTS_PER_INCH = 72;
    /** How much thicker bold is, in ems. */
    private static final float BOLD = 0.035f;
    /** Where the base line lies in a line, in ems from its top. */
    private static final double BASE_LINE = 1.03;

    private final PosterFont font;
    private final Function<String, Optional<BufferedImage>> pictures;

    /** @param pictures what lies stored under a path */
    PosterPainter(PosterFont font, Function<String, Optional<BufferedImage>> pictures) {
        this.font = font;
        this.pictures = pictures;
    }

    BufferedImage paint(PosterLayout layout, PosterFields fields, int dpi) {
        BufferedImage sheet = blank(layout, dpi);
        draw(sheet, layout.elements(), fields, dpi);
        return sheet;
    }

    /** Nothing but the background. */
    BufferedImage blank(PosterLayout layout, int dpi) {
        double dots = dpi / MM_PER_INCH;
        BufferedImage sheet = new BufferedImage(
                (int) Math.round(layout.widthMm() * dots),
                (int) Math.round(layout.heightMm() * dots),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setColor(Color.decode(layout.background()));
        canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        canvas.dispose();
        return sheet;
    }

    void draw(BufferedImage sheet, List<PosterElement> elements, PosterFields fields, int dpi) {
        Graphics2D canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (PosterElement element : elements) {
            draw(canvas, element, fields, dpi / MM_PER_INCH);
        }
        canvas.dispose();
    }

    private void draw(Graphics2D canvas, PosterElement element, PosterFields fields, double dots) {
        Rectangle2D area = dotsOf(element.frame(), dots);
        switch (element) {
            case PosterElement.Text text -> write(canvas, text, fields.in(text.text()), area, dots);
            case PosterElement.Code code -> drawCode(canvas, code, fields.url(), area);
            case PosterElement.Picture picture ->
                pictures.apply(picture.path()).ifPresent(image -> drawWhole(canvas, image, area));
            case PosterElement.Portrait portrait -> drawPortrait(canvas, portrait, fields, area);
            case PosterElement.Box box -> {
                double arc = 2 * box.radiusMm() * dots;
                fill(
                        canvas,
                        new RoundRectangle2D.Double(
                                area.getX(), area.getY(), area.getWidth(), area.getHeight(), arc, arc),
                        box.fill());
            }
        }
    }

    private void write(Graphics2D canvas, PosterElement.Text text, String words, Rectangle2D area, double dots) {
        double size = text.sizePt() / POINTS_PER_INCH * MM_PER_INCH * dots;
        TextLines lines = TextLines.fit(words, size, area.getWidth(), area.getHeight(), font::widthOf);
        canvas.setColor(Color.decode(text.color()));
        double baseLine = area.getY() + lines.size() * BASE_LINE;
        for (String line : lines.lines()) {
            double spare = area.getWidth() - font.widthOf(line) * lines.size();
            double left = area.getX()
                    + switch (text.align()) {
                        case LEFT -> 0;
                        case CENTER -> spare / 2;
                        case RIGHT -> spare;
                    };
            writeLine(canvas, line, left, baseLine, lines.size(), text.bold());
            baseLine += lines.size() * TextLines.LINE;
        }
    }

    private void writeLine(Graphics2D canvas, String line, double left, double baseLine, double size, boolean bold) {
        double x = left;
        for (int character : line.codePoints().toArray()) {
            PosterFont.Letter letter = font.letter(character);
            AffineTransform place = AffineTransform.getTranslateInstance(x, baseLine);
            place.scale(size, size);
            Shape outline = place.createTransformedShape(letter.outline());
            canvas.fill(outline);
            if (bold) {
                canvas.setStroke(new BasicStroke((float) (size * BOLD), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                canvas.draw(outline);
            }
            x += letter.advance() * size;
        }
    }

    private void drawCode(Graphics2D canvas, PosterElement.Code code, String url, Rectangle2D area) {
        Optional<BufferedImage> logo = Optional.ofNullable(code.logo()).flatMap(pictures);
        QrModules modules = QrModules.of(url, logo.isPresent());
        int side = (int) Math.min(area.getWidth(), area.getHeight());
        int square = Math.max(1, side / modules.across());
        int spare = side - square * modules.across();
        int left = (int) Math.round(area.getX() + (area.getWidth() - side) / 2);
        int top = (int) Math.round(area.getY() + (area.getHeight() - side) / 2);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(left, top, side, side);
        canvas.setColor(Color.BLACK);
        int inset = spare / 2 + modules.quiet() * square;
        for (int y = 0; y < modules.squares().getHeight(); y++) {
            for (int x = 0; x < modules.squares().getWidth(); x++) {
                if (modules.black(x, y)) {
                    canvas.fillRect(left + inset + x * square, top + inset + y * square, square, square);
                }
            }
        }
        logo.ifPresent(image -> drawLogo(canvas, image, left, top, side));
    }

    /** A fifth of the side: a twenty-fifth of the squares, of which almost a third may be lost. */
    private static void drawLogo(Graphics2D canvas, BufferedImage logo, int left, int top, int side) {
        double wide = side / 5.0;
        double margin = wide * 0.12;
        double x = left + (side - wide) / 2;
        double y = top + (side - wide) / 2;
        fill(canvas, new RoundRectangle2D.Double(x, y, wide, wide, margin * 2, margin * 2), "#ffffff");
        drawWhole(canvas, logo, new Rectangle2D.Double(x + margin, y + margin, wide - 2 * margin, wide - 2 * margin));
    }

    private static void drawWhole(Graphics2D canvas, BufferedImage image, Rectangle2D area) {
        double scale = Math.min(area.getWidth() / image.getWidth(), area.getHeight() / image.getHeight());
        drawScaled(canvas, image, area, scale);
    }

    private static void drawScaled(Graphics2D canvas, BufferedImage image, Rectangle2D area, double scale) {
        AffineTransform place = AffineTransform.getTranslateInstance(
                area.getCenterX() - image.getWidth() * scale / 2, area.getCenterY() - image.getHeight() * scale / 2);
        place.scale(scale, scale);
        canvas.drawImage(image, place, null);
    }

    private void drawPortrait(
            Graphics2D canvas, PosterElement.Portrait portrait, PosterFields fields, Rectangle2D area) {
        double side = Math.min(area.getWidth(), area.getHeight());
        Ellipse2D circle = new Ellipse2D.Double(area.getCenterX() - side / 2, area.getCenterY() - side / 2, side, side);
        Optional<BufferedImage> image = Optional.ofNullable(fields.portrait()).flatMap(pictures);
        if (image.isEmpty()) {
            fill(canvas, circle, portrait.color());
            writeInitial(canvas, fields.initial(), circle);
            return;
        }
        Shape before = canvas.getClip();
        canvas.clip(circle);
        BufferedImage face = image.get();
        drawScaled(canvas, face, circle.getFrame(), side / Math.min(face.getWidth(), face.getHeight()));
        canvas.setClip(before);
    }

    private void writeInitial(Graphics2D canvas, String letter, Ellipse2D circle) {
        double size = circle.getWidth() * 0.5;
        canvas.setColor(Color.WHITE);
        double left = circle.getCenterX() - font.widthOf(letter) * size / 2;
        writeLine(canvas, letter, left, circle.getCenterY() + size * 0.37, size, false);
    }

    private static void fill(Graphics2D canvas, Shape shape, String color) {
        canvas.setColor(Color.decode(color));
        canvas.fill(shape);
    }

    private static Rectangle2D dotsOf(Frame frame, double dots) {
        return new Rectangle2D.Double(frame.x() * dots, frame.y() * dots, frame.w() * dots, frame.h() * dots);
    }
}
