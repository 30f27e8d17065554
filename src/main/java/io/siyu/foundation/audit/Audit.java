package io.siyu.foundation.audit;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what, from what to what. Written in the transaction of the change; never holds personal data. */
@Component
public class Audit {

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
     * @param action what was done: {@code channel.code.create}
     * @param kind what it was done to: {@code code}
     * @param id which one
     * @param before its state before as a record, absent when it was made
     * @param after its state after, absent when it is gone
     */
    public void record(String action, String kind, Object id, @Nullable Object before, @Nullable Object after) {
        Optional<Operator> who = operator.find();
        jdbc.sql("""
                insert into audit_entry (at, user_id, user_name, action, kind, object_id, before, after, address)
                values (:at, :userId, :userName, :action, :kind, :id, :before::jsonb, :after::jsonb, :address)""")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("userId", who.map(Operator::userId).orElse(null))
                .param("userName", who.map(Operator::name).orElse("system"))
                .param("action", action)
                .param("kind", kind)
                .param("id", id.toString())
                .param("before", before == null ? null : json.writeValueAsString(before))
                .param("after", after == null ? null : json.writeValueAsString(after))
                .param("address", address())
                .update();
    }

    private static @Nullable String address() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        return attributes instanceof ServletRequestAttributes servlet
                ? servlet.getRequest().getRemoteAddr()
                : null;
    }
}
