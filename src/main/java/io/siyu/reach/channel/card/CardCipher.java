package io.siyu.reach.channel.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cards as twenty letters and back. Nothing is stored: the first twelve letters are a 60-bit check of batch and serial under the secret, the
 * last eight are batch and serial hidden by a mask that the check chooses. So a guess meets some card with a chance of 2⁻⁶⁰ however many
 * cards there are, and a code tells nobody how many.
 */
final class CardCipher {

    static final int LETTERS = 20;

    /** Without i, l, o and u, which are mistaken for others or spell words. */
    static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BITS = 5;
    private static final int CHECK_LETTERS = 12;
    private static final int SERIAL_BITS = 20;
    private static final long CHECK = (1L << 60) - 1;
    private static final long NUMBER = (1L << 40) - 1;

    private final Mac check;
    private final Mac mask;

    CardCipher(byte[] secret) {
        this.check = keyed(derived(secret, "check"));
        this.mask = keyed(derived(secret, "mask"));
    }

    String codeOf(CardKey card) {
        long number = (long) card.batch() << SERIAL_BITS | card.serial();
        long first = run(check, number) & CHECK;
        long second = (number ^ run(mask, first)) & NUMBER;
        char[] code = new char[LETTERS];
        write(code, 0, CHECK_LETTERS, first);
        write(code, CHECK_LETTERS, LETTERS, second);
        return new String(code);
    }

    /** Empty for what was not made here. Letters that are mistaken for others are read as what they look like. */
    Optional<CardKey> cardOf(String code) {
        String read = code.strip()
                .toLowerCase(Locale.ROOT)
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
        if (read.length() != LETTERS || read.chars().anyMatch(letter -> ALPHABET.indexOf(letter) < 0)) {
            return Optional.empty();
        }
        long first = read(read, 0, CHECK_LETTERS);
        long number = (read(read, CHECK_LETTERS, LETTERS) ^ run(mask, first)) & NUMBER;
        if ((run(check, number) & CHECK) != first) {
            return Optional.empty();
        }
        return Optional.of(new CardKey((int) (number >> SERIAL_BITS), (int) (number & (1 << SERIAL_BITS) - 1)));
    }

    private static void write(char[] code, int from, int to, long bits) {
        long left = bits;
        for (int i = to - 1; i >= from; i--) {
            code[i] = ALPHABET.charAt((int) (left & (1 << BITS) - 1));
            left >>>= BITS;
        }
    }

    private static long read(String code, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = bits << BITS | ALPHABET.indexOf(code.charAt(i));
        }
        return bits;
    }

    /** A copy for each run: a Mac is not for two threads, and copying one costs less than keying it. */
    private static long run(Mac keyed, long input) {
        try {
            Mac mac = (Mac) keyed.clone();
            byte[] sum =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(input).array());
            return ByteBuffer.wrap(sum).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own HmacSHA256 can be copied", e);
        }
    }

    private static byte[] derived(byte[] secret, String purpose) {
        return keyed(secret).doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
