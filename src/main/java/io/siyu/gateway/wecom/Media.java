package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Pictures, videos and documents laid down with WeChat Work, to hang on what is sent. */
@Component
public class Media {

    /** How long the platform keeps them. */
    public static final Duration KEPT = Duration.ofDays(3);

    private final WeComCalls calls;

    Media(WeComCalls calls) {
        this.calls = calls;
    }

    /** What the platform takes, and how much of it. */
    public enum Kind {
        /** PNG or JPEG. */
        IMAGE("image", 10),
        /** MP4. */
        VIDEO("video", 10),
        FILE("file", 20);

        private final String type;
        private final int megabytes;

        Kind(String type, int megabytes) {
            this.type = type;
            this.megabytes = megabytes;
        }

        public int mostMegabytes() {
            return megabytes;
        }
    }

    /**
     * Lays a file down; doing it twice does no harm.
     *
     * @param name what the receiver of a document reads
     * @return the media id, which every app of the corporation may use for {@link #KEPT}
     */
    public String upload(Kind kind, String name, byte[] content) {
        return calls.upload("/cgi-bin/media/upload", kind.type, name, content)
                .path("media_id")
                .asString("");
    }
}
