package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Customers at WeChat Work. Every call goes to the platform and throws {@link WeComException}; none may be made inside a transaction. */
@Component
public class Contacts {

    private static final int NO_RELATION = 84061;
    private static final int UNKNOWN_CUSTOMER = 40096;
    private static final int PAGE = 100;

    private final WeComCalls calls;

    Contacts(WeComCalls calls) {
        this.calls = calls;
    }

    /** Empty when nobody of ours is their friend any more. */
    public Optional<ExternalContact> get(String externalUserId) {
        List<Follow> follows = new ArrayList<>();
        JsonNode person = MissingNode.getInstance();
        String cursor = "";
        String before;
        do {
            before = cursor;
            try {
                JsonNode answer = calls.get("/cgi-bin/externalcontact/get", query(externalUserId, cursor));
                person = person.isMissingNode() ? answer.path("external_contact") : person;
                answer.path("follow_user")
                        .valueStream()
                        .map(ContactAnswers::follow)
                        .forEach(follows::add);
                cursor = answer.path("next_cursor").asString("");
            } catch (WeComException e) {
                if (e.code() == NO_RELATION || e.code() == UNKNOWN_CUSTOMER) {
                    return Optional.empty();
                }
                throw e;
            }
        } while (!cursor.isEmpty() && !cursor.equals(before));
        return Optional.of(ContactAnswers.contact(person, follows));
    }

    /** As {@link #get(String)}, giving up with UNKNOWN when the answer takes longer. */
    public Optional<ExternalContact> get(String externalUserId, Duration atMost) {
        WeComCalls.requireNoTransaction();
        FutureTask<Optional<ExternalContact>> task = new FutureTask<>(() -> get(externalUserId));
        // Not interrupted when we give up: it may be fetching the token that others wait for.
        Thread.ofVirtual().name("wecom-get").start(task);
        try {
            return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new WeComException(0, "no answer in " + atMost, WeComException.Kind.UNKNOWN, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof WeComException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeComException(0, "interrupted", WeComException.Kind.UNKNOWN, e);
        }
    }

    /** The employees who may have customers. */
    public List<String> followUsers() {
        return ContactAnswers.strings(calls.get("/cgi-bin/externalcontact/get_follow_user_list", Map.of())
                .path("follow_user"));
    }

    /**
     * The customers of these employees; each contact carries the one follow it was listed for.
     *
     * @param userIds at most 100
     * @param cursor of the page before
     */
    public ContactPage byUsers(List<String> userIds, @Nullable String cursor) {
        Map<String, Object> body = new HashMap<>(Map.of("userid_list", userIds, "limit", PAGE));
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        try {
            return page(calls.post("/cgi-bin/externalcontact/batch/get_by_user", body));
        } catch (WeComException e) {
            if (e.code() == NO_RELATION) {
                return new ContactPage(List.of(), null);
            }
            throw e;
        }
    }

    /**
     * What an employee notes about a customer; no callback tells of it.
     *
     * @param remark at most 20 characters; absent: stays as it is
     * @param description at most 150 characters; absent: stays as it is
     */
    public void remark(String userId, String externalUserId, @Nullable String remark, @Nullable String description) {
        Map<String, Object> body = new HashMap<>(Map.of("userid", userId, "external_userid", externalUserId));
        if (remark != null) {
            body.put("remark", remark);
        }
        if (description != null) {
            body.put("description", description);
        }
        calls.post("/cgi-bin/externalcontact/remark", body);
    }

    private static ContactPage page(JsonNode answer) {
        List<ExternalContact> contacts = answer.path("external_contact_list")
                .valueStream()
                .map(one -> ContactAnswers.contact(
                        one.path("external_contact"), List.of(ContactAnswers.follow(one.path("follow_info")))))
                .toList();
        return new ContactPage(contacts, ContactAnswers.text(answer, "next_cursor"));
    }

    private static Map<String, String> query(String externalUserId, String cursor) {
        return cursor.isEmpty()
                ? Map.of("external_userid", externalUserId)
                : Map.of("external_userid", externalUserId, "cursor", cursor);
    }
}
