package io.siyu.testing;

import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The phones of the sandbox in the hands of a test: the same API as its page uses. */
public final class SandboxPhones {

    private final Wire wire;

    public SandboxPhones(ApplicationContext context) {
        this.wire = new Wire(context);
    }

    /** A new member of the corporation, told to nobody; answers the userid. */
    public String member(String name) {
        String userid = "u" + RandomCode.letters(12);
        post(
                        "admin/seed",
                        Map.of("members", List.of(Map.of("userid", userid, "name", name, "departments", List.of(1)))))
                .expect(200);
        return userid;
    }

    /** A new customer's phone: id, externalUserid, openid, unionid, phone. */
    public JsonNode phone(String name) {
        return post("phones", Map.of("name", name)).expect(201).json();
    }

    /** Scans the code and adds whoever the platform shows; answers the outcome with the guide's userid. */
    public JsonNode add(long phoneId, String code) {
        JsonNode card = post("phones/" + phoneId + "/scan", Map.of("code", code))
                .expect(200)
                .json()
                .path("card");
        Map<String, Object> body = Map.of(
                "configId", card.path("configId").asString(),
                "userid", card.path("userid").asString());
        return post("phones/" + phoneId + "/friends", body).expect(200).json();
    }

    /** Texts and cards in the chat of this phone with this guide, oldest first. */
    public List<JsonNode> chat(long phoneId, String userid) {
        return items("phones/" + phoneId + "/chats/" + userid);
    }

    /** What the app sent to this guide, oldest first. */
    public List<JsonNode> appMessages(String userid) {
        return items("guides/" + userid + "/messages");
    }

    /** A code for the mall's sign-in. */
    public String loginCode(long phoneId) {
        return post("phones/" + phoneId + "/mini/login", null)
                .expect(200)
                .json()
                .path("code")
                .asString();
    }

    public List<JsonNode> items(String path) {
        return get(path).expect(200).json().path("items").valueStream().toList();
    }

    public Answer get(String path) {
        return wire.send("GET", "/sandbox/api/" + path, null, Map.of());
    }

    public Answer post(String path, @Nullable Object body) {
        return wire.send("POST", "/sandbox/api/" + path, body, Map.of());
    }

    public Answer put(String path, Object body) {
        return wire.send("PUT", "/sandbox/api/" + path, body, Map.of());
    }

    public Answer patch(String path, Object body) {
        return wire.send("PATCH", "/sandbox/api/" + path, body, Map.of());
    }

    public Answer delete(String path) {
        return wire.send("DELETE", "/sandbox/api/" + path, null, Map.of());
    }
}
