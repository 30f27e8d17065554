package io.siyu.reach.channel.poster;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/**
 * The black and white squares of a QR code.
 *
 * @param quiet how many white squares must stay around it for a phone to find it
 */
record QrModules(ByteMatrix squares, int quiet) {

    private static final int QUIET = 4;

    /** @param covered something lies on its middle, so that more of it must be redundant */
    static QrModules of(String text, boolean covered) {
        ErrorCorrectionLevel level = covered ? ErrorCorrectionLevel.H : ErrorCorrectionLevel.Q;
        try {
            return new QrModules(
                    Encoder.encode(text, level, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix(),
                    QUIET);
        } catch (WriterException e) {
            throw new IllegalStateException("no QR code holds " + text, e);
        }
    }

    /** How many squares it is wide and high, the quiet ones included. */
    int across() {
        return squares.getWidth() + 2 * quiet;
    }

    boolean black(int x, int y) {
        return squares.get(x, y) == 1;
    }
}
