package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The QR codes by which customers become friends of employees. */
@Component
public class ContactWays {

    private static final int NO_SUCH_WAY = 41044;
    private static final int SEVERAL_EMPLOYEES = 2;
    private static final int QR_CODE = 2;
    private static final int PAGE = 1000;

    private final WeComCalls calls;

    ContactWays(WeComCalls calls) {
        this.calls = calls;
    }

    /**
     * Makes a way of the kind that several employees can stand behind, also when it begins with one.
     *
     * @param userIds 1 to 100, all active
     * @param state comes back in the callback; at most 30 characters
     * @param skipVerify whether the customer becomes a friend without the employee accepting
     * @param remark at most 30 characters, for the platform's own list
     */
    public ContactWay add(List<String> userIds, String state, boolean skipVerify, String remark) {
        JsonNode answer = calls.post(
                "/cgi-bin/externalcontact/add_contact_way",
                Map.of(
                        "type", SEVERAL_EMPLOYEES,
                        "scene", QR_CODE,
                        "user", userIds,
                        "state", state,
                        "skip_verify", skipVerify,
                        "remark", remark));
        return new ContactWay(
                answer.path("config_id").asString(""), answer.path("qr_code").asString(""));
    }

    /** Other employees or another verification behind the same picture. */
    public void update(String configId, List<String> userIds, boolean skipVerify) {
        calls.post(
                "/cgi-bin/externalcontact/update_contact_way",
                Map.of("config_id", configId, "user", userIds, "skip_verify", skipVerify));
    }

    /** Done also when it was gone already. */
    public void delete(String configId) {
        try {
            calls.post("/cgi-bin/externalcontact/del_contact_way", Map.of("config_id", configId));
        } catch (WeComException e) {
            if (e.code() != NO_SUCH_WAY) {
                throw e;
            }
        }
    }

    /** The config ids of the ways that this app made in the last 90 days. */
    public List<String> listAll() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> body =
                    cursor.isEmpty() ? Map.of("limit", PAGE) : Map.of("limit", PAGE, "cursor", cursor);
            JsonNode answer = calls.post("/cgi-bin/externalcontact/list_contact_way", body);
            answer.path("contact_way")
                    .valueStream()
                    .map(way -> way.path("config_id").asString(""))
                    .forEach(ids::add);
            cursor = answer.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return ids;
    }

    /** Whether we may ask for ways at all: one of them. */
    public void first() {
        calls.post("/cgi-bin/externalcontact/list_contact_way", Map.of("limit", 1));
    }

    /** The state a way carries: how a lost answer of {@link #add} is found again. Empty when there is no such way. */
    public Optional<String> stateOf(String configId) {
        try {
            JsonNode answer = calls.post("/cgi-bin/externalcontact/get_contact_way", Map.of("config_id", configId));
            JsonNode way = answer.path("contact_way");
            return Optional.of((way.isArray() ? way.path(0) : way).path("state").asString(""));
        } catch (WeComException e) {
            if (e.code() == NO_SUCH_WAY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
