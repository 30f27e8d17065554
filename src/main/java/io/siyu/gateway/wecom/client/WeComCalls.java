package io.siyu.gateway.wecom.client;

import com.google.gson.JsonParseException;
import io.siyu.foundation.metric.PlatformCalls;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.quota.CallTally;
import io.siyu.gateway.wecom.quota.Governor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call to WeChat Work: token, JSON in and out, refusals as {@link WeComException}. Refuses to run inside a transaction. */
@Component
public class WeComCalls {

    private static final Logger log = LoggerFactory.getLogger(WeComCalls.class);

    private static final PlatformCalls CALLS =
            PlatformCalls.of("wecom", List.of("none", "-1", "45009", "45033", "42001", "40014", "60011"));

    /** How often a call is made again when nothing was done and the next moment may be better. */
    private static final int REPETITIONS = 2;

    /** Between these, times the repetition, is the pause after too many at once. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private static final Duration LONGEST = Duration.ofMillis(250);

    private final WeComProperties properties;
    private final JsonMapper json;
    private final Breaker breaker;
    private final Troubles troubles = new Troubles();
    private final Governor governor;
    private final CallTally tally;
    private final WxCpServiceImpl platform = new WxCpServiceImpl();

    WeComCalls(
            WeComProperties properties,
            SharedTokens tokens,
            Governor governor,
            CallTally tally,
            JsonMapper json,
            Clock clock) {
        this.properties = properties;
        this.governor = governor;
        this.tally = tally;
        this.json = json;
        this.breaker = new Breaker(clock);
        platform.setWxCpConfigStorage(new SharedConfig(properties, tokens));
        // One repetition of "busy" after a short nap. Never 0: WxJava would then hide every error code.
        platform.setMaxRetryTimes(1);
        platform.setRetrySleepMillis(200);
    }

    private interface Call {
        String run() throws WxErrorException;
    }

    /** @param path from {@code /cgi-bin} on */
    public JsonNode get(String path, Map<String, String> query) {
        String encoded = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return run(path, () -> platform.get(url(path), encoded.isEmpty() ? null : encoded));
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return run(path, () -> platform.post(url(path), json.writeValueAsString(body)));
    }

    /** @param name of the file, as the platform is told it */
    public JsonNode upload(String path, String type, String name, byte[] content) {
        FileUpload upload = new FileUpload(platform.getRequestHttpClient(), name);
        return run(path, () -> platform.execute(upload, url(path) + "?type=" + type, content));
    }

    /** The ticket that signs pages for the side bar, shared by all nodes like the access token. */
    public String jsapiTicket() {
        return guarded("/cgi-bin/get_jsapi_ticket", platform::getJsapiTicket);
    }

    public int agentId() {
        Integer agentId = properties.agentId();
        if (agentId == null) {
            throw notConfigured();
        }
        return agentId;
    }

    /** Throws where a call would hold a transaction open for as long as the outside pleases. */
    public static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a call to WeChat Work inside a transaction");
        }
    }

    Breaker.Verdict verdict() {
        return breaker.verdict();
    }

    Governor governor() {
        return governor;
    }

    Troubles troubles() {
        return troubles;
    }

    private JsonNode run(String path, Call call) {
        String answer = guarded(path, call);
        try {
            return json.readTree(answer);
        } catch (JacksonException e) {
            throw noJson(e);
        }
    }

    private String guarded(String path, Call call) {
        requireNoTransaction();
        if (!properties.mayCall()) {
            throw notConfigured();
        }
        breaker.check();
        governor.enter(path);
        try {
            String answer = insistently(call);
            accepted(path);
            return answer;
        } catch (WxErrorException e) {
            throw refused(path, Refusals.of(e.getError().getErrorCode(), said(e.getError()), e));
        } catch (WxRuntimeException e) {
            throw refused(path, Refusals.of(e));
        } catch (WeComException e) {
            throw refused(path, e);
        } catch (JsonParseException e) {
            throw refused(path, noJson(e));
        } catch (IllegalStateException e) {
            throw saidByGson(e) ? refused(path, noJson(e)) : e;
        }
    }

    /** In the platform's own words, which may name an address or a person; WxJava puts Chinese words of its own over them. */
    private static String said(WxError error) {
        String own = error.getErrorMsgEn();
        return own == null ? String.valueOf(error.getErrorMsg()) : own;
    }

    /** A token that died early, and too much at once, pass: the call is made again, with the next token or a moment later. */
    private static String insistently(Call call) throws WxErrorException {
        for (int repetition = 1; ; repetition++) {
            try {
                return CALLS.timed(call::run);
            } catch (WxErrorException e) {
                int code = e.getError().getErrorCode();
                if (repetition > REPETITIONS || !Refusals.passesAtOnce(code)) {
                    throw e;
                }
                CALLS.refused(String.valueOf(code));
                if (Refusals.isTooManyAtOnce(code)) {
                    LockSupport.parkNanos(
                            pause(repetition, ThreadLocalRandom.current()).toNanos());
                }
            }
        }
    }

    /** Of its own for each of those who were refused together, or they would be too many at once again. */
    static Duration pause(int repetition, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(SHORTEST.toNanos(), LONGEST.toNanos()) * repetition);
    }

    /** Where WxJava expects an object and finds another kind of JSON. */
    private static boolean saidByGson(IllegalStateException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith("com.google.gson.");
    }

    private static WeComException noJson(RuntimeException e) {
        return new WeComException(0, "an answer that is no JSON", WeComException.Kind.UNKNOWN, e);
    }

    private void accepted(String path) {
        breaker.accepted();
        governor.accepted(path);
        troubles.passed(path);
        tally.count(path, null);
    }

    /** WxJava's own loggers are off because they print tokens; this line is what there is instead. */
    private WeComException refused(String path, WeComException refusal) {
        CALLS.refused(refusal.code() == 0 ? "none" : String.valueOf(refusal.code()));
        tally.count(path, refusal);
        troubles.met(path, refusal);
        if (Refusals.isTooOften(refusal.code())) {
            governor.overrun(path);
        }
        if (Refusals.isAboutCredentials(refusal.code())) {
            breaker.refused(refusal);
            log.error("WeChat Work does not accept our credentials: {} {}", refusal.code(), refusal.errmsg());
        } else {
            log.info("WeChat Work on {}: {} {} {}", path, refusal.kind(), refusal.code(), refusal.errmsg());
        }
        return refusal;
    }

    private String url(String path) {
        return properties.baseUrl() + path;
    }

    private static WeComException notConfigured() {
        return new WeComException(
                0, "siyu.wecom.corp-id, agent-id and secret are not set", WeComException.Kind.MISCONFIGURED);
    }
}
