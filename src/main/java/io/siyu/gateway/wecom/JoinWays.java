package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The QR codes by which customers join groups. The platform has no list of them: a way whose answer was lost is never found again, and
 * nobody ever sees it.
 */
@Component
public class JoinWays {

    /** How many groups one way can lead to. */
    public static final int MOST_GROUPS = 5;

    private static final int NO_SUCH_WAY = 41044;
    private static final int QR_CODE = 2;

    private final WeComCalls calls;

    JoinWays(WeComCalls calls) {
        this.calls = calls;
    }

    /**
     * What a way is to be.
     *
     * @param chatIds 1 to {@value #MOST_GROUPS} groups; WeChat takes the first that has room
     * @param state comes back on everybody who joins by it; at most 30 characters
     * @param remark at most 30 characters, for the platform's own list
     * @param next how the groups are called that the platform makes when all are full; absent: it makes none
     */
    public record Wanted(
            List<String> chatIds,
            String state,
            String remark,
            @Nullable Next next) {}

    /** @param number of the first one: 老客群 and 4 make 老客群4 */
    public record Next(String baseName, int number) {}

    /** A way as it is at the platform. */
    public record JoinWay(String qrCodeUrl, List<String> chatIds, String state) {}

    /** @return its config id; the picture is asked for by {@link #get} */
    public String add(Wanted wanted) {
        return calls.post("/cgi-bin/externalcontact/groupchat/add_join_way", body(wanted))
                .path("config_id")
                .asString("");
    }

    /** Empty when there is no such way any more. */
    public Optional<JoinWay> get(String configId) {
        try {
            JsonNode way = calls.post("/cgi-bin/externalcontact/groupchat/get_join_way", Map.of("config_id", configId))
                    .path("join_way");
            return Optional.of(new JoinWay(
                    way.path("qr_code").asString(""),
                    way.path("chat_id_list")
                            .valueStream()
                            .map(chat -> chat.asString(""))
                            .toList(),
                    way.path("state").asString("")));
        } catch (WeComException e) {
            if (e.code() == NO_SUCH_WAY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All of it anew, behind the same picture. */
    public void update(String configId, Wanted wanted) {
        Map<String, Object> body = body(wanted);
        body.put("config_id", configId);
        calls.post("/cgi-bin/externalcontact/groupchat/update_join_way", body);
    }

    /** Done also when it was gone already. */
    public void delete(String configId) {
        try {
            calls.post("/cgi-bin/externalcontact/groupchat/del_join_way", Map.of("config_id", configId));
        } catch (WeComException e) {
            if (e.code() != NO_SUCH_WAY) {
                throw e;
            }
        }
    }

    private static Map<String, Object> body(Wanted wanted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scene", QR_CODE);
        body.put("remark", wanted.remark());
        body.put("chat_id_list", wanted.chatIds());
        body.put("state", wanted.state());
        Next next = wanted.next();
        body.put("auto_create_room", next == null ? 0 : 1);
        if (next != null) {
            body.put("room_base_name", next.baseName());
            body.put("room_base_id", next.number());
        }
        return body;
    }
}
