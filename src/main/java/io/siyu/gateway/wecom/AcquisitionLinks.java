package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Links (获客链接) that lead straight to adding an employee; each friend won by one is paid for from the corporation's quota. */
@Component
public class AcquisitionLinks {

    private static final int PAGE = 100;

    private final WeComCalls calls;

    AcquisitionLinks(WeComCalls calls) {
        this.calls = calls;
    }

    /** @param url takes {@code ?customer_channel=}, at most 64 bytes, which comes back as the state of the add */
    public record Link(String linkId, String name, String url) {}

    /** @param balance how many friends may still be won by links */
    public record Quota(long total, long balance) {}

    /**
     * @param name for the platform's own list; how a lost answer is found again
     * @param userIds 1 to 500
     */
    public Link create(String name, List<String> userIds, boolean skipVerify) {
        JsonNode answer = calls.post(
                "/cgi-bin/externalcontact/customer_acquisition/create_link",
                Map.of("link_name", name, "range", Map.of("user_list", userIds), "skip_verify", skipVerify));
        return link(answer.path("link"));
    }

    /** Other employees or another verification behind the same link. */
    public void update(String linkId, String name, List<String> userIds, boolean skipVerify) {
        calls.post(
                "/cgi-bin/externalcontact/customer_acquisition/update_link",
                Map.of(
                        "link_id", linkId,
                        "link_name", name,
                        "range", Map.of("user_list", userIds),
                        "skip_verify", skipVerify));
    }

    public void delete(String linkId) {
        calls.post("/cgi-bin/externalcontact/customer_acquisition/delete_link", Map.of("link_id", linkId));
    }

    /** The ids of the links that this app made. */
    public List<String> listAll() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        String before;
        do {
            before = cursor;
            Map<String, Object> body =
                    cursor.isEmpty() ? Map.of("limit", PAGE) : Map.of("limit", PAGE, "cursor", cursor);
            JsonNode answer = calls.post("/cgi-bin/externalcontact/customer_acquisition/list_link", body);
            answer.path("link_id_list").valueStream().map(id -> id.asString("")).forEach(ids::add);
            cursor = answer.path("next_cursor").asString("");
            // A page that leads to itself is the last one, or this would never end.
        } while (!cursor.isEmpty() && !cursor.equals(before));
        return ids;
    }

    public Link get(String linkId) {
        return link(calls.post("/cgi-bin/externalcontact/customer_acquisition/get", Map.of("link_id", linkId))
                .path("link"));
    }

    public Quota quota() {
        JsonNode answer = calls.get("/cgi-bin/externalcontact/customer_acquisition_quota", Map.of());
        return new Quota(answer.path("total").asLong(0), answer.path("balance").asLong(0));
    }

    private static Link link(JsonNode link) {
        return new Link(
                link.path("link_id").asString(""),
                link.path("link_name").asString(""),
                link.path("url").asString(""));
    }
}
