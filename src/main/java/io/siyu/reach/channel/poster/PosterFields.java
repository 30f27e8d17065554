package io.siyu.reach.channel.poster;

import org.jspecify.annotations.Nullable;

/**
 * What a poster says about one code.
 *
 * @param url what its QR code carries
 * @param store empty where the code belongs to none
 * @param guide empty where the code belongs to a store
 * @param portrait the guide's stored picture, {@code /files/…}
 */
record PosterFields(
        String url,
        String codeName,
        String store,
        String storeCode,
        String region,
        String guide,
        @Nullable String portrait) {

    /** The text with this code's own words in the place of the fields. */
    String in(String text) {
        return text.replace("{门店}", store)
                .replace("{门店编号}", storeCode)
                .replace("{区域}", region)
                .replace("{导购}", guide)
                .replace("{活码名称}", codeName);
    }
}
