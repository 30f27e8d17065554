package io.siyu.testing;

import io.siyu.shared.CustomerId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A shopper with a phone: signs in to the mall like the mini-program does, and pays on the phone's own sheet. */
public final class ShopperClient {

    private final Wire wire;
    private final SandboxPhones phones;
    private final long phoneId;
    private final long customerId;
    private final String token;

    private ShopperClient(ApplicationContext context, SandboxPhones phones, long phoneId) {
        this.wire = new Wire(context);
        this.phones = phones;
        this.phoneId = phoneId;
        JsonNode signedIn = wire.send("POST", "/api/mall/sign-in", Map.of("code", phones.loginCode(phoneId)), Map.of())
                .expect(200)
                .json();
        this.customerId = signedIn.path("customerId").asLong();
        this.token = signedIn.path("token").asString();
    }

    /** A new phone, signed in for the first time. */
    public static ShopperClient fresh(ApplicationContext context) {
        SandboxPhones phones = new SandboxPhones(context);
        return new ShopperClient(
                context, phones, phones.phone("shopper").path("id").asLong());
    }

    /** Somebody with this phone. */
    public static ShopperClient with(ApplicationContext context, long phoneId) {
        return new ShopperClient(context, new SandboxPhones(context), phoneId);
    }

    public long customerId() {
        return customerId;
    }

    public CustomerId customer() {
        return new CustomerId(customerId);
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body, Map.of());
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body, Map.of());
    }

    /** With an {@code Idempotency-Key}. */
    public Answer post(String path, @Nullable Object body, UUID key) {
        return send("POST", path, body, Map.of("Idempotency-Key", key.toString()));
    }

    /** Any method and any body, bytes going out as they are, with more headers. */
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> more) {
        Map<String, String> headers = new java.util.HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        return wire.send(method, path, body, headers);
    }

    /** Confirms on the phone's payment sheet; the map is what the mall's pay call answered. */
    public Answer confirmOnPhone(JsonNode payParameters) {
        Map<String, Object> sheet = new java.util.HashMap<>();
        payParameters
                .properties()
                .forEach(entry -> sheet.put(entry.getKey(), entry.getValue().asString()));
        sheet.put("confirm", true);
        return phones.post("phones/" + phoneId + "/pay", sheet);
    }
}
