package io.siyu.reach.channel.poster;

import io.siyu.reach.channel.template.CodeOwner;
import org.jspecify.annotations.Nullable;

/**
 * What a poster says about one code.
 *
 * @param url what its QR code carries
 * @param portrait the guide's stored picture, {@code /files/…}
 */
record PosterFields(
        String url,
        String codeName,
        CodeOwner owner,
        @Nullable String portrait) {

    /** The text with this code's own words in the place of the fields: those of the owner, and {活码名称}. */
    String in(String text) {
        return owner.in(text).replace("{活码名称}", codeName);
    }

    /** The letter that stands for the guide, or else for the store, where there is no picture. */
    String initial() {
        String name = owner.guideName().isBlank() ? owner.storeName() : owner.guideName();
        return name.isBlank() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
