package io.siyu.crash;

import io.siyu.crash.Caller.Answer;
import io.siyu.crash.Caller.Wish;
import io.siyu.harness.RunningJar;
import java.net.HttpCookie;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Somebody signed in to the console, who stays signed in whatever dies. */
final class Operator {

    private final Caller caller;
    private final Map<String, String> cookies = new TreeMap<>();

    Operator(Caller caller) throws InterruptedException {
        this.caller = caller;
        keep(caller.insist(Wish.get("sign-in", "/api/admin/session")));
        Answer signedIn = insist(Wish.post(
                "sign-in", "/api/admin/session", Map.of("username", "admin", "password", RunningJar.ADMIN_PASSWORD)));
        if (!signedIn.succeeded()) {
            throw new IllegalStateException("The administrator is not let in: " + signedIn.json());
        }
    }

    Answer send(Wish wish) throws Caller.Unknown {
        return keep(caller.send(mine(wish)));
    }

    /** Only for what is safe to repeat. */
    Answer insist(Wish wish) throws InterruptedException {
        return keep(caller.insist(mine(wish)));
    }

    /** With an idempotency key, until it is answered. */
    Answer insist(Wish wish, @Nullable String key) throws InterruptedException {
        return insist(key == null ? wish : wish.with("Idempotency-Key", key));
    }

    private Wish mine(Wish wish) {
        StringBuilder all = new StringBuilder();
        cookies.forEach(
                (name, value) -> all.append(name).append('=').append(value).append("; "));
        Wish mine = all.isEmpty() ? wish : wish.with("Cookie", all.toString());
        String token = cookies.get("XSRF-TOKEN");
        return token == null ? mine : mine.with("X-XSRF-TOKEN", token);
    }

    private Answer keep(Answer answer) {
        answer.raw().headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return answer;
    }
}
