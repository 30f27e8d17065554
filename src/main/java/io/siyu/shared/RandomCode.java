package io.siyu.shared;

import java.security.SecureRandom;

/** Public numbers and codes: random, never a sequence, without letters that are mistaken for digits. */
public final class RandomCode {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final String DIGITS = "0123456789";

    private RandomCode() {}

    /** About 4.95 bits a character: 13 characters hold 64 bits. */
    public static String letters(int length) {
        return draw(LETTERS, length);
    }

    /** About 3.32 bits a digit. */
    public static String digits(int length) {
        return draw(DIGITS, length);
    }

    private static String draw(String alphabet, int length) {
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return code.toString();
    }
}
