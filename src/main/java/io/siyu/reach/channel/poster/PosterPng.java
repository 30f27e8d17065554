package io.siyu.reach.channel.poster;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A poster as a PNG that says how large it is, so that it is printed in its true size. Java's own writer tries five ways for every row and
 * packs hard: on a poster, of which most is plain, a quarter of a second for next to nothing.
 */
final class PosterPng {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final double METRES_PER_INCH = 0.0254;
    private static final int BYTES_PER_DOT = 3;
    /** Of what a row is told as the difference: from the dot before, or from the row above. */
    private static final byte FROM_BEFORE = 1;

    private static final byte FROM_ABOVE = 2;

    private PosterPng() {}

    /** @param sheet of {@link BufferedImage#TYPE_INT_RGB} */
    static byte[] of(BufferedImage sheet, int dpi) {
        ByteArrayOutputStream png = new ByteArrayOutputStream(1 << 17);
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header(sheet));
        int perMetre = (int) Math.round(dpi / METRES_PER_INCH);
        chunk(
                png,
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(perMetre)
                        .putInt(perMetre)
                        .put((byte) 1)
                        .array());
        chunk(png, "IDAT", packed(sheet));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Row by row, as they lie in the picture itself. */
    static int[] dots(BufferedImage sheet) {
        return ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    }

    /** Eight bits for each of red, green and blue. */
    private static byte[] header(BufferedImage sheet) {
        return ByteBuffer.allocate(13)
                .putInt(sheet.getWidth())
                .putInt(sheet.getHeight())
                .put((byte) 8)
                .put((byte) 2)
                .array();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] named = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(named);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(named);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] packed(BufferedImage sheet) {
        int[] dots = dots(sheet);
        int width = sheet.getWidth();
        // Each row behind an empty dot: what comes before its first.
        byte[] above = new byte[(width + 1) * BYTES_PER_DOT];
        byte[] row = new byte[above.length];
        byte[] told = new byte[1 + width * BYTES_PER_DOT];
        byte[] same = new byte[told.length];
        same[0] = FROM_ABOVE;
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 17);
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 14)) {
            for (int y = 0; y < sheet.getHeight(); y++) {
                if (y > 0 && Arrays.equals(dots, (y - 1) * width, y * width, dots, y * width, (y + 1) * width)) {
                    out.write(same);
                } else {
                    byte[] kept = above;
                    above = row;
                    row = kept;
                    read(dots, y * width, row);
                    tell(row, above, told);
                    out.write(told);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void read(int[] dots, int from, byte[] row) {
        for (int at = BYTES_PER_DOT, x = from; at < row.length; at += BYTES_PER_DOT, x++) {
            int dot = dots[x];
            row[at] = (byte) (dot >> 16);
            row[at + 1] = (byte) (dot >> 8);
            row[at + 2] = (byte) dot;
        }
    }

    /** By the difference that is smaller. */
    private static void tell(byte[] row, byte[] above, byte[] told) {
        int fromAbove = 0;
        int fromBefore = 0;
        for (int at = BYTES_PER_DOT; at < row.length; at++) {
            fromAbove += Math.abs((byte) (row[at] - above[at]));
            fromBefore += Math.abs((byte) (row[at] - row[at - BYTES_PER_DOT]));
        }
        boolean up = fromAbove <= fromBefore;
        byte[] from = up ? above : row;
        int back = up ? 0 : BYTES_PER_DOT;
        told[0] = up ? FROM_ABOVE : FROM_BEFORE;
        for (int at = BYTES_PER_DOT; at < row.length; at++) {
            told[at + 1 - BYTES_PER_DOT] = (byte) (row[at] - from[at - back]);
        }
    }
}
