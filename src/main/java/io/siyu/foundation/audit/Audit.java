package io.siyu.foundation.audit;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what, from what to what. Written in the transaction of the change; never holds personal data or secrets. */
@Component
public class Audit {

    private static final int LONGEST_AGENT = 300;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CurrentOperator operator;
    private final Clock clock;

    Audit(JdbcClient jdbc, JsonMapper json, CurrentOperator operator, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.operator = operator;
        this.clock = clock;
    }

    /**
     * @param action what was done: {@code channel.code.create}; stable, named in the bundles as {@code audit.action.<action>}
     * @param before its state before as a record, absent when it was made
     * @param after its state after, absent when it is gone; only the fields that differ are kept
     */
    public void record(String action, Subject subject, @Nullable Object before, @Nullable Object after) {
        Differences differences = Differences.between(json, before, after);
        Optional<Operator> who = operator.find();
        Optional<HttpServletRequest> request = request();
        jdbc.sql("""
                insert into audit_entry (at, user_id, user_name, action, kind, object_id, object_name, before, after,
                    address, user_agent, request_id)
                values (:at, :userId, :userName, :action, :kind, :id, :name, :before::jsonb, :after::jsonb,
                    :address, :agent, :requestId)""")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("userId", who.map(Operator::userId).orElse(null))
                .param("userName", who.map(Operator::name).orElse("system"))
                .param("action", action)
                .param("kind", subject.kind())
                .param("id", subject.id())
                .param("name", subject.name())
                .param("before", text(differences.before()))
                .param("after", text(differences.after()))
                .param("address", request.map(HttpServletRequest::getRemoteAddr).orElse(null))
                .param("agent", request.map(Audit::agent).orElse(null))
                .param("requestId", MDC.get("requestId"))
                .update();
    }

    /** The same for what carries its own name: the {@code name} or {@code title} of the state is the subject's. */
    public void record(String action, String kind, Object id, @Nullable Object before, @Nullable Object after) {
        String name = nameIn(after);
        record(action, new Subject(kind, id.toString(), name == null ? nameIn(before) : name), before, after);
    }

    private @Nullable String nameIn(@Nullable Object state) {
        if (state == null) {
            return null;
        }
        var tree = json.valueToTree(state);
        String name = tree.path("name").asString("");
        String title = name.isEmpty() ? tree.path("title").asString("") : name;
        return title.isEmpty() ? null : title;
    }

    private @Nullable String text(Map<String, Object> fields) {
        return fields.isEmpty() ? null : json.writeValueAsString(fields).replace("\\u0000", "");
    }

    private static @Nullable String agent(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null ? null : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
    }

    private static Optional<HttpServletRequest> request() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        return attributes instanceof ServletRequestAttributes servlet
                ? Optional.of(servlet.getRequest())
                : Optional.empty();
    }
}
