package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.AccessTokens;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.wire.PlatformArea;
import io.siyu.sandbox.wire.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API host of WeChat Work: checks the token, finds the API, and puts errcode and errmsg around what it answers. */
@Component
@InSandbox
class WorkPlatform implements PlatformArea {

    static final String APP = "work";

    /** These live under the same prefix but belong to WeChat. */
    private static final Set<String> NOT_OURS =
            Set.of("/cgi-bin/token", "/cgi-bin/stable_token", "/cgi-bin/message/subscribe/send");

    private final Map<String, Function<WorkRequest, ObjectNode>> endpoints = new HashMap<>();
    private final FieldTable fields;
    private final Quotas quotas;
    private final AccessTokens tokens;
    private final SandboxKeys keys;
    private final TransactionTemplate transaction;

    WorkPlatform(
            List<WorkEndpoints> groups,
            FieldTable fields,
            Quotas quotas,
            AccessTokens tokens,
            SandboxKeys keys,
            PlatformTransactionManager transactions) {
        groups.forEach(group -> endpoints.putAll(group.endpoints()));
        this.fields = fields;
        this.quotas = quotas;
        this.tokens = tokens;
        this.keys = keys;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith("/cgi-bin/") && !NOT_OURS.contains(path);
    }

    @Override
    public Reply answer(Call call) {
        try {
            ObjectNode answer = ok();
            ObjectNode result = call.path().equals("/cgi-bin/gettoken") ? token(call) : authorised(call);
            answer.setAll(result);
            return Reply.json(answer);
        } catch (WorkRefusal e) {
            return refusal(e.errcode, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Reply refusal(Call call, Fault fault) {
        int errcode = fault.code() == null ? -1 : Integer.parseInt(fault.code());
        return refusal(errcode, String.valueOf(WorkRefusal.usual(errcode).getMessage()));
    }

    private ObjectNode authorised(Call call) {
        String token = call.query().getOrDefault("access_token", "");
        if (token.isEmpty()) {
            throw new WorkRefusal(41001, "access_token missing");
        }
        switch (tokens.standing(APP, token)) {
            case UNKNOWN -> throw new WorkRefusal(40014, "invalid access_token");
            case EXPIRED -> throw new WorkRefusal(42001, "access_token expired");
            case VALID -> {}
        }
        String api = call.method() + " " + call.path();
        Function<WorkRequest, ObjectNode> endpoint = endpoints.get(api);
        if (endpoint == null) {
            throw unknown(call);
        }
        try (Quotas.UnderWay underWay = quotas.enter(call.path())) {
            WorkRequest request = new WorkRequest(body(call), call.query());
            fields.check(api, call.method().equals("GET") ? inQuery(call) : request.body());
            return transaction.execute(status -> endpoint.apply(request));
        }
    }

    /** What is played, by {@code METHOD /path}. */
    Set<String> apis() {
        return endpoints.keySet();
    }

    private static Fields inQuery(Call call) {
        ObjectNode query = Json.object();
        call.query().forEach(query::put);
        return new Fields(query);
    }

    private WorkRefusal unknown(Call call) {
        boolean get = endpoints.containsKey("GET " + call.path());
        boolean post = endpoints.containsKey("POST " + call.path());
        if (get || post) {
            return get ? new WorkRefusal(43001, "require GET method") : new WorkRefusal(43002, "require POST method");
        }
        return new WorkRefusal(40066, "invalid url");
    }

    private static Fields body(Call call) {
        if (!call.method().equals("POST")) {
            return new Fields(Json.object());
        }
        Optional<UploadedFile> file = UploadedFile.in(call);
        if (file.isPresent()) {
            return file.get().fields();
        }
        try {
            JsonNode parsed = Json.parse(call.body());
            if (parsed.isObject()) {
                return new Fields(parsed);
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like JSON that is not an object.
        }
        throw new WorkRefusal(47001, "data format error");
    }

    private ObjectNode token(Call call) {
        String corpId = call.query().getOrDefault("corpid", "");
        String secret = call.query().getOrDefault("corpsecret", "");
        if (corpId.isEmpty()) {
            throw new WorkRefusal(41002, "corpid missing");
        }
        if (!corpId.equals(keys.corpId())) {
            throw new WorkRefusal(40013, "invalid corpid");
        }
        if (secret.isEmpty()) {
            throw new WorkRefusal(41004, "corpsecret missing");
        }
        if (!secret.equals(keys.corpSecret())) {
            throw new WorkRefusal(40001, "invalid credential");
        }
        AccessTokens.Issued issued = tokens.current(APP);
        return Json.object().put("access_token", issued.token()).put("expires_in", issued.expiresInSeconds());
    }

    private static ObjectNode ok() {
        return Json.object().put("errcode", 0).put("errmsg", "ok");
    }

    private static Reply refusal(int errcode, String errmsg) {
        return Reply.json(Json.object()
                .put("errcode", errcode)
                .put("errmsg", errmsg + ", more info at https://open.work.weixin.qq.com/devtool/query?e=" + errcode));
    }
}
