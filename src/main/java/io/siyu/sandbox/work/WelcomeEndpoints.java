package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends the welcome to the customer's phone. */
@Component
@InSandbox
class WelcomeEndpoints implements WorkEndpoints {

    private static final Map<String, List<String>> ATTACHMENTS = Map.of(
            "image", List.of(),
            "link", List.of("title", "url"),
            "miniprogram", List.of("title", "pic_media_id", "appid", "page"),
            "video", List.of("media_id"),
            "file", List.of("media_id"));

    private final WelcomeCodes codes;
    private final Relations relations;
    private final MediaFiles media;
    private final Messages messages;
    private final Clock clock;

    WelcomeEndpoints(WelcomeCodes codes, Relations relations, MediaFiles media, Messages messages, Clock clock) {
        this.codes = codes;
        this.relations = relations;
        this.media = media;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of("POST /cgi-bin/externalcontact/send_welcome_msg", this::send);
    }

    private ObjectNode send(WorkRequest request) {
        Fields body = request.body();
        String code = body.text("welcome_code", "");
        String text = body.object("text").text("content", "");
        List<Fields> attachments = body.list("attachments");
        check(text, attachments);
        WelcomeCodes.Greeting greeting = codes.use(code).orElseThrow(() -> WorkRefusal.usual(41050));
        Relation relation = relations
                .find(greeting.userid(), greeting.externalUserid())
                .orElseThrow(() -> WorkRefusal.usual(84061));
        if (relation.chatted()) {
            throw new WorkRefusal(41051, "chat has already started");
        }
        if (!text.isEmpty()) {
            show(greeting, "text", Json.object().put("content", text));
        }
        for (Fields attachment : attachments) {
            String type = attachment.text("msgtype", "");
            show(greeting, type, attachment.object(type).node());
        }
        return Json.object();
    }

    private void show(WelcomeCodes.Greeting greeting, String msgtype, JsonNode content) {
        Instant now = clock.instant();
        messages.add(greeting.userid(), greeting.externalUserid(), Messages.Sender.WELCOME, msgtype, content, now);
    }

    private void check(String text, List<Fields> attachments) {
        if (text.isEmpty() && attachments.isEmpty()) {
            throw new WorkRefusal(40063, "text and attachments are both empty");
        }
        for (Fields attachment : attachments) {
            String type = attachment.text("msgtype", "");
            List<String> required = ATTACHMENTS.get(type);
            if (required == null) {
                throw new WorkRefusal(40008, "invalid message type");
            }
            Fields content = attachment.object(type);
            boolean picture = content.has("media_id") || content.has("pic_url");
            if (!required.stream().allMatch(content::has) || (type.equals("image") && !picture)) {
                throw new WorkRefusal(40058, "invalid " + type + " attachment");
            }
            checkMedia(type.equals("miniprogram") ? "image" : type, content);
        }
    }

    /** What it names must have been laid down, as that kind, and not be gone. */
    private void checkMedia(String type, Fields content) {
        String mediaId =
                content.text("media_id").or(() -> content.text("pic_media_id")).orElse(null);
        if (mediaId != null
                && media.find(mediaId).filter(file -> file.type().equals(type)).isEmpty()) {
            throw new WorkRefusal(40007, "invalid media_id");
        }
    }
}
