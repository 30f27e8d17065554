package io.siyu.foundation.file;

/**
 * What a file is for, and with that how large it may be.
 *
 * @param name stable: {@code product-image}
 * @param mostBytes of what is uploaded
 * @param longestSide in pixels of what is kept; larger pictures are made smaller
 */
public record FileUse(String name, long mostBytes, int longestSide) {

    private static final long MEGABYTE = 1024 * 1024;

    /** A picture that shoppers see. */
    public static FileUse picture(String name) {
        return new FileUse(name, 8 * MEGABYTE, 2048);
    }
}
