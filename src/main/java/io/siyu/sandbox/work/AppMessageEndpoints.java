package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.shared.RandomCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What the app writes to members: it appears on the guide's phone. */
@Component
@InSandbox
class AppMessageEndpoints implements WorkEndpoints {

    private static final int MOST_USERS = 1000;
    private static final int MOST_TEXT_BYTES = 2048;
    private static final long USUAL_INTERVAL_SECONDS = 1800;
    private static final Set<String> TYPES = Set.of("text", "markdown", "textcard", "template_card");

    private final Members members;
    private final Messages messages;
    private final SandboxKeys keys;
    private final Clock clock;

    AppMessageEndpoints(Members members, Messages messages, SandboxKeys keys, Clock clock) {
        this.members = members;
        this.messages = messages;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of("POST /cgi-bin/message/send", this::send);
    }

    private ObjectNode send(WorkRequest request) {
        Fields body = request.body();
        if (body.number("agentid", -1) != keys.agentId()) {
            throw new WorkRefusal(40056, "invalid agentid");
        }
        String type = body.text("msgtype", "");
        if (!TYPES.contains(type) || !body.has(type)) {
            throw new WorkRefusal(40008, "invalid message type");
        }
        ObjectNode content = content(type, body.object(type));
        List<String> invalidUsers = new ArrayList<>();
        List<String> invalidParties = new ArrayList<>();
        Set<String> recipients = recipients(body, invalidUsers, invalidParties);
        if (recipients.isEmpty()) {
            throw new WorkRefusal(81013, "user & party & tag all invalid");
        }
        Duration remembered = remembered(body);
        for (String userid : recipients) {
            deliver(userid, type, content, remembered);
        }
        ObjectNode answer = Json.object()
                .put("invaliduser", String.join("|", invalidUsers))
                .put("invalidparty", String.join("|", invalidParties))
                .put("invalidtag", "")
                .put("msgid", RandomCode.letters(40));
        return type.equals("template_card") ? answer.put("response_code", RandomCode.letters(40)) : answer;
    }

    /** Zero unless the app wants repetitions dropped. */
    private static Duration remembered(Fields body) {
        boolean wanted = body.number("enable_duplicate_check", 0) == 1;
        long seconds = body.number("duplicate_check_interval", USUAL_INTERVAL_SECONDS);
        return wanted ? Duration.ofSeconds(Math.max(1, seconds)) : Duration.ZERO;
    }

    /** What was delivered within the interval is dropped without a word. */
    private void deliver(String userid, String type, ObjectNode content, Duration remembered) {
        Instant now = clock.instant();
        if (remembered.isZero() || !messages.appSentSince(userid, type, content, now.minus(remembered))) {
            messages.add(userid, null, Messages.Sender.APP, type, content, now);
        }
    }

    private Set<String> recipients(Fields body, List<String> invalidUsers, List<String> invalidParties) {
        Set<String> recipients = new LinkedHashSet<>();
        String toUser = body.text("touser", "");
        if (toUser.equals("@all")) {
            members.present().stream().filter(Member::active).forEach(m -> recipients.add(m.userid()));
            return recipients;
        }
        List<String> users = pieces(toUser);
        if (users.size() > MOST_USERS) {
            throw new WorkRefusal(40058, "touser has more than 1000 users");
        }
        for (String userid : users) {
            members.findPresent(userid)
                    .filter(member -> member.active() && member.visible())
                    .ifPresentOrElse(
                            m -> recipients.add(m.userid()), () -> invalidUsers.add(userid.toLowerCase(Locale.ROOT)));
        }
        for (String party : pieces(body.text("toparty", ""))) {
            if (!party.matches("\\d{1,18}")
                    || members.branch(Long.parseLong(party)).isEmpty()) {
                invalidParties.add(party);
            } else {
                members.under(List.of(Long.valueOf(party))).stream()
                        .filter(member -> member.active() && member.visible())
                        .forEach(m -> recipients.add(m.userid()));
            }
        }
        return recipients;
    }

    private static List<String> pieces(String joined) {
        return List.of(joined.split("\\|")).stream().filter(p -> !p.isBlank()).toList();
    }

    private static ObjectNode content(String type, Fields given) {
        return switch (type) {
            case "text", "markdown" ->
                Json.object().put("content", cut(needed(given, "content", 44004), MOST_TEXT_BYTES));
            case "textcard" ->
                Json.object()
                        .put("title", cut(given.text("title", ""), 128))
                        .put("description", cut(given.text("description", ""), 512))
                        .put("url", given.text("url", ""))
                        .put("btntxt", given.text("btntxt", "详情"));
            default -> {
                needed(given, "card_type", 40058);
                yield (ObjectNode) given.node();
            }
        };
    }

    private static String needed(Fields given, String field, int missing) {
        String text = given.text(field, "");
        if (text.isEmpty()) {
            throw new WorkRefusal(missing, "missing " + field);
        }
        return text;
    }

    /** Longer texts are cut by the platform without a word, never inside a character. */
    private static String cut(String text, int mostBytes) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > mostBytes) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }
}
