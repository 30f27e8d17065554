package io.siyu.sandbox.work;

import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file in a form of one field: what the media APIs are given instead of JSON. */
record UploadedFile(String field, String name, byte[] content) {

    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern FIELD = Pattern.compile("(?i)content-disposition: form-data;.*?\\bname=\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("\\bfilename=\"([^\"]*)\"");
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Empty when the call brings no form. */
    static Optional<UploadedFile> in(Call call) {
        String type = call.header("Content-Type");
        Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
        if (!boundary.matches()) {
            return Optional.empty();
        }
        String body = call.body();
        int begin = body.indexOf(END_OF_HEAD);
        int end = body.lastIndexOf("\r\n--" + boundary.group(1));
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        String head = body.substring(0, begin);
        byte[] content = end < begin + END_OF_HEAD.length()
                ? new byte[0]
                : body.substring(begin + END_OF_HEAD.length(), end).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new UploadedFile(found(FIELD, head), found(NAME, head), content));
    }

    private static String found(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        String bytes = matcher.find() ? matcher.group(1) : "";
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    Fields fields() {
        return new Fields(Json.object()
                .put("field", field)
                .put("name", name)
                .put("content", Base64.getEncoder().encodeToString(content)));
    }
}
