package io.siyu.foundation.file;

import io.siyu.shared.DomainException;
import java.util.Arrays;

/** What a file is by its first bytes; its name and what the browser says count for nothing. */
enum ImageKind {
    PNG("image/png", "png", new int[] {0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a}),
    JPEG("image/jpeg", "jpg", new int[] {0xff, 0xd8, 0xff});

    private final String mediaType;
    private final String ending;
    private final int[] magic;

    ImageKind(String mediaType, String ending, int[] magic) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.magic = magic;
    }

    static ImageKind required(byte[] content) {
        return Arrays.stream(values())
                .filter(kind -> kind.begins(content))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid("file", "file.kind_refused"));
    }

    String mediaType() {
        return mediaType;
    }

    String ending() {
        return ending;
    }

    private boolean begins(byte[] content) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
