package io.siyu.gateway.wecom.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where WeChat Work posts: checked, written down, answered within its five seconds. Everything else happens later. */
@RestController
@RequestMapping("/callbacks/wecom/{app}")
@Hidden
class CallbackEndpoint {

    private static final Logger log = LoggerFactory.getLogger(CallbackEndpoint.class);
    private static final int MOST_BYTES = 64 * 1024;

    private static final Counter IGNORED = Metrics.counter("siyu.wecom.callbacks", "change", "ignored");
    private static final Counter REFUSED = Metrics.counter("siyu.wecom.callbacks.refused");

    private final WeComProperties properties;
    private final Intake intake;
    private final Steps steps;
    private final Clock clock;
    private final @Nullable CallbackCipher cipher;
    private final Admission admission;

    CallbackEndpoint(WeComProperties properties, Intake intake, Steps steps, Clock clock) {
        this.properties = properties;
        this.intake = intake;
        this.steps = steps;
        this.clock = clock;
        String token = properties.callbackToken();
        String key = properties.callbackAesKey();
        String corpId = properties.corpId();
        this.admission = new Admission(String.valueOf(corpId), properties.agentId());
        this.cipher = token == null || key == null || corpId == null ? null : new CallbackCipher(token, key, corpId);
    }

    /** The platform's question when the address is entered in its console. */
    @GetMapping
    ResponseEntity<String> verify(
            @PathVariable String app,
            @RequestParam("msg_signature") String signature,
            @RequestParam String timestamp,
            @RequestParam String nonce,
            @RequestParam String echostr) {
        String answer = cipherOf(app).open(signature, timestamp, nonce, echostr);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(answer);
    }

    @PostMapping
    ResponseEntity<Void> accept(
            @PathVariable String app,
            @RequestParam("msg_signature") String signature,
            @RequestParam String timestamp,
            @RequestParam String nonce,
            HttpServletRequest request)
            throws IOException {
        CallbackCipher ours = cipherOf(app);
        Map<String, String> envelope = CallbackXml.read(body(request));
        String message = ours.open(signature, timestamp, nonce, envelope.getOrDefault("Encrypt", ""));
        Map<String, String> fields = CallbackXml.read(message);
        Instant now = clock.instant();
        admission.check(envelope, fields, now);
        boolean wanted = steps.want(new Callback(0, fields, now, CallbackEndpoint::notYet));
        Arrival arrival = Arrival.of(app, String.valueOf(properties.corpId()), message, fields, wanted, now);
        intake.store(arrival);
        counted(arrival).increment();
        return ResponseEntity.ok().build();
    }

    @ExceptionHandler
    ResponseEntity<Void> refused(RefusedCallback refusal) {
        // Not louder: anybody may post here as often as they like.
        log.debug("Refused a callback: {}", refusal.getMessage());
        REFUSED.increment();
        return ResponseEntity.status(refusal.status()).build();
    }

    /** Not written down: the platform sends it again. */
    @ExceptionHandler
    ResponseEntity<Void> notStored(Intake.NotStored failure) {
        log.error("A callback could not be written down", failure);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }

    /** Told apart only where somebody has something to do for it: the platform invents new events as it likes. */
    private static Counter counted(Arrival arrival) {
        return arrival.wanted() ? Metrics.counter("siyu.wecom.callbacks", "change", arrival.changeType()) : IGNORED;
    }

    /** Whether somebody wants a callback is said by the callback alone. */
    private static Optional<ExternalContact> notYet(String externalUserId, @Nullable Duration atMost) {
        throw new IllegalStateException("the platform is not asked before the callback is written down");
    }

    private CallbackCipher cipherOf(String app) {
        if (cipher == null || !app.equals(WeComProperties.APP)) {
            throw new RefusedCallback(HttpStatus.NOT_FOUND, "no such app");
        }
        return cipher;
    }

    private static String body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new RefusedCallback(HttpStatus.CONTENT_TOO_LARGE, "size");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
