package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Json;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Takes files down for three days. */
@Component
@InSandbox
class MediaEndpoints implements WorkEndpoints {

    private static final int LEAST_BYTES = 6;
    private static final long MEGABYTE = 1024 * 1024;
    private static final Map<String, Long> MOST_BYTES =
            Map.of("image", 10 * MEGABYTE, "voice", 2 * MEGABYTE, "video", 10 * MEGABYTE, "file", 20 * MEGABYTE);

    private final MediaFiles files;
    private final Clock clock;

    MediaEndpoints(MediaFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of("POST /cgi-bin/media/upload", this::upload);
    }

    private ObjectNode upload(WorkRequest request) {
        String type = request.query().getOrDefault("type", "");
        Long most = MOST_BYTES.get(type);
        if (most == null) {
            throw new WorkRefusal(40005, "invalid media type");
        }
        byte[] content = Base64.getDecoder().decode(request.body().text("content", ""));
        if (!request.body().text("field", "").equals("media") || content.length == 0) {
            throw new WorkRefusal(44001, "empty media data");
        }
        if (content.length < LEAST_BYTES) {
            throw new WorkRefusal(40006, "invalid media size");
        }
        if (content.length > most) {
            throw new WorkRefusal(45001, "media size out of limit");
        }
        if (!fits(type, content)) {
            throw new WorkRefusal(40004, "invalid file type");
        }
        String id = files.keep(type, request.body().text("name", ""), content);
        return Json.object()
                .put("type", type)
                .put("media_id", id)
                .put("created_at", Long.toString(clock.instant().getEpochSecond()));
    }

    private static boolean fits(String type, byte[] content) {
        return switch (type) {
            case "image" -> begins(content, 0, 0x89, 'P', 'N', 'G') || begins(content, 0, 0xff, 0xd8, 0xff);
            case "video" -> begins(content, 4, 'f', 't', 'y', 'p');
            case "voice" -> begins(content, 0, '#', '!', 'A', 'M', 'R');
            default -> true;
        };
    }

    private static boolean begins(byte[] content, int at, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (at + i >= content.length || (content[at + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
