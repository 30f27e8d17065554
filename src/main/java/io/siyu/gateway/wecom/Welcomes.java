package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Greets new friends. */
@Component
public class Welcomes {

    private final WeComCalls calls;

    Welcomes(WeComCalls calls) {
        this.calls = calls;
    }

    /** @param welcomeCode lives 20 seconds and works once: 41050 and 41051 are final, after an UNKNOWN they mean it was sent */
    public void send(String welcomeCode, Welcome welcome) {
        Map<String, Object> body = new HashMap<>();
        body.put("welcome_code", welcomeCode);
        String text = welcome.text();
        if (text != null) {
            body.put("text", Map.of("content", text));
        }
        if (!welcome.attachments().isEmpty()) {
            body.put(
                    "attachments",
                    welcome.attachments().stream().map(Welcomes::attachment).toList());
        }
        calls.post("/cgi-bin/externalcontact/send_welcome_msg", body);
    }

    private static Map<String, Object> attachment(Attachment attachment) {
        return switch (attachment) {
            case Attachment.Image(var mediaId) -> media("image", mediaId);
            case Attachment.Video(var mediaId) -> media("video", mediaId);
            case Attachment.Document(var mediaId) -> media("file", mediaId);
            case Attachment.MiniProgram(var title, var appId, var page, var picMediaId) ->
                Map.of(
                        "msgtype",
                        "miniprogram",
                        "miniprogram",
                        Map.of("title", title, "appid", appId, "page", page, "pic_media_id", picMediaId));
            case Attachment.Link link -> Map.of("msgtype", "link", "link", link(link));
        };
    }

    private static Map<String, Object> media(String msgtype, String mediaId) {
        return Map.of("msgtype", msgtype, msgtype, Map.of("media_id", mediaId));
    }

    private static Map<String, String> link(Attachment.Link link) {
        Map<String, String> fields = new HashMap<>(Map.of("title", link.title(), "url", link.url()));
        if (link.description() != null) {
            fields.put("desc", link.description());
        }
        if (link.picUrl() != null) {
            fields.put("picurl", link.picUrl());
        }
        return fields;
    }
}
