package io.siyu.testing;

import io.siyu.foundation.scope.Permission;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** The console's side of HTTP: signs in like the console does, keeps its cookies, sends the CSRF token back. */
public final class ConsoleClient {

    private static final String PASSWORD = "a password of tests";

    private final Wire wire;

    private ConsoleClient(ApplicationContext context) {
        this.wire = new Wire(context);
    }

    /** Nobody is signed in. */
    public static ConsoleClient anonymous(ApplicationContext context) {
        return new ConsoleClient(context);
    }

    /** Everything, for everybody. */
    public static ConsoleClient administrator(ApplicationContext context) {
        return withRole(context, "admin", null);
    }

    /** A fresh user of a fresh role with just these rights over just that part of the customers. */
    public static ConsoleClient with(
            ApplicationContext context, RoleScope scope, @Nullable StaffId staff, String... permissions) {
        String role = context.getBean(StaffSetup.class).createRole("test", scope, List.of(permissions));
        return withRole(context, role, staff);
    }

    /** A fresh user with all rights, over a part of the customers. */
    public static ConsoleClient scoped(ApplicationContext context, RoleScope scope, @Nullable StaffId staff) {
        return with(context, scope, staff, Permission.ALL.toArray(String[]::new));
    }

    /** A fresh user of this role. */
    public static ConsoleClient withRole(ApplicationContext context, String roleCode, @Nullable StaffId staff) {
        String username = "test-" + RandomCode.letters(12);
        context.getBean(StaffSetup.class).createUser(username, PASSWORD, roleCode, staff);
        ConsoleClient client = new ConsoleClient(context);
        client.signIn(username, PASSWORD).expect(204);
        return client;
    }

    public Answer signIn(String username, String password) {
        get("/api/admin/session");
        return post("/api/admin/session", Map.of("username", username, "password", password));
    }

    public Answer get(String path) {
        return wire.send("GET", path, null, headers());
    }

    public Answer post(String path, Object body) {
        return wire.send("POST", path, body, headers());
    }

    /** With more headers, as a proxy in between would add them. */
    public Answer post(String path, Object body, Map<String, String> more) {
        Map<String, String> headers = headers();
        headers.putAll(more);
        return wire.send("POST", path, body, headers);
    }

    /** With more headers, as a proxy in between would add them. */
    public Answer get(String path, Map<String, String> more) {
        Map<String, String> headers = headers();
        headers.putAll(more);
        return wire.send("GET", path, null, headers);
    }

    /** Any method and any body, bytes going out as they are, with more headers. */
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> more) {
        Map<String, String> headers = headers();
        headers.putAll(more);
        return wire.send(method, path, body, headers);
    }

    /** With an {@code Idempotency-Key}. */
    public Answer post(String path, Object body, UUID key) {
        Map<String, String> headers = headers();
        headers.put("Idempotency-Key", key.toString());
        return wire.send("POST", path, body, headers);
    }

    /** As a browser sends a form with a file in the field {@code file}. */
    public Answer upload(String path, String fileName, byte[] file) {
        String boundary = "----" + RandomCode.letters(16);
        var body = new java.io.ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Map<String, String> headers = headers();
        headers.put("Content-Type", "multipart/form-data; boundary=" + boundary);
        return wire.send("POST", path, body.toByteArray(), headers);
    }

    public Answer put(String path, Object body) {
        return wire.send("PUT", path, body, headers());
    }

    public Answer patch(String path, Object body) {
        return wire.send("PATCH", path, body, headers());
    }

    public Answer delete(String path) {
        return wire.send("DELETE", path, null, headers());
    }

    /** The same browser, leaving out the CSRF header. */
    public Answer postWithoutCsrf(String path, Object body) {
        return sendWithoutCsrf("POST", path, body);
    }

    /** The same browser, leaving out the CSRF header. */
    public Answer sendWithoutCsrf(String method, String path, @Nullable Object body) {
        return wire.send(method, path, body, Map.of());
    }

    public @Nullable String cookie(String name) {
        return wire.cookie(name);
    }

    public void setCookie(String name, String value) {
        wire.setCookie(name, value);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new java.util.HashMap<>();
        String token = wire.cookie("XSRF-TOKEN");
        if (token != null) {
            headers.put("X-XSRF-TOKEN", token);
        }
        return headers;
    }
}
