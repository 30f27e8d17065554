package io.siyu.foundation.file;

import io.siyu.shared.DomainException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Draws an uploaded picture anew: what is kept is our own encoding, without places, comments, or anything that hid behind it. */
final class Pictures {

    /** Before anything is decoded: a few kilobytes can claim to be gigabytes of pixels. */
    private static final long MOST_PIXELS = 40_000_000;

    private Pictures() {}

    static byte[] redrawn(byte[] content, ImageKind kind, int longestSide) {
        BufferedImage picture = decoded(content, kind);
        try {
            return encoded(drawn(picture, kind, longestSide), kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws DomainException at {@code file}: {@code file.too_many_pixels}, {@code file.broken} */
    static BufferedImage decoded(byte[] content, ImageKind kind) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw DomainException.invalid("file", "file.too_many_pixels");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw DomainException.invalid("file", "file.broken");
        }
    }

    private static BufferedImage drawn(BufferedImage source, ImageKind kind, int longestSide) {
        double scale = Math.min(1, (double) longestSide / Math.max(source.getWidth(), source.getHeight()));
        int width = Math.max(1, (int) Math.round(source.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(source.getHeight() * scale));
        boolean opaque = kind == ImageKind.JPEG;
        BufferedImage target =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = target.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        if (opaque) {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, width, height);
        }
        canvas.drawImage(source, 0, 0, width, height, null);
        canvas.dispose();
        return target;
    }

    private static byte[] encoded(BufferedImage picture, ImageKind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, kind.ending(), out)) {
            throw new IOException("no writer for " + kind);
        }
        return out.toByteArray();
    }
}
