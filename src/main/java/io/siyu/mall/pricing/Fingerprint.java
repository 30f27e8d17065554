package io.siyu.mall.pricing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A short name for everything in a quote that a shopper agrees to. */
final class Fingerprint {

    private static final int LETTERS = 32;

    private Fingerprint() {}

    static String of(
            List<Quote.Line> lines, List<Quote.Step> steps, @Nullable Long couponId, long shippingFen, long payable) {
        StringBuilder text = new StringBuilder("v1");
        for (Quote.Line line : lines) {
            text.append('|').append(line.sku()).append(',').append(line.quantity());
            text.append(',').append(line.unitPriceFen()).append(',').append(line.couponFen());
            text.append(',').append(line.pointsFen());
        }
        for (Quote.Step step : steps) {
            text.append('|').append(step.kind()).append(',').append(step.applied());
            text.append(',').append(step.amountFen());
        }
        text.append('|')
                .append(couponId)
                .append('|')
                .append(shippingFen)
                .append('|')
                .append(payable);
        return HexFormat.of()
                .formatHex(sha256(text.toString().getBytes(StandardCharsets.UTF_8)))
                .substring(0, LETTERS);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
