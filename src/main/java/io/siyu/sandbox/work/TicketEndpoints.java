package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.AccessTokens;
import io.siyu.sandbox.wire.Json;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Tickets with which pages inside WeChat Work sign their use of the JS-SDK. */
@Component
@InSandbox
class TicketEndpoints implements WorkEndpoints {

    private final AccessTokens tokens;

    TicketEndpoints(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of(
                "GET /cgi-bin/get_jsapi_ticket",
                r -> ticket("work-jsapi"),
                "GET /cgi-bin/ticket/get",
                this::agentTicket);
    }

    private ObjectNode agentTicket(WorkRequest request) {
        if (!"agent_config".equals(request.query().get("type"))) {
            throw new WorkRefusal(40058, "invalid ticket type");
        }
        return ticket("work-agent");
    }

    private ObjectNode ticket(String kind) {
        AccessTokens.Issued issued = tokens.current(kind);
        return Json.object().put("ticket", issued.token()).put("expires_in", issued.expiresInSeconds());
    }
}
