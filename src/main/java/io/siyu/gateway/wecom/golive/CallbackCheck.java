package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.siyu.gateway.wecom.inbox.CallbackCipher;
import io.siyu.shared.RandomCode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That the platform's question (echostr) reaches us at the address it was given, and is answered as it wants. */
@Component
@Order(5)
class CallbackCheck implements GoLiveCheck {

    private final WeComProperties properties;
    private final PublicAddress address;
    private final Web web;
    private final JdbcClient jdbc;
    private final Clock clock;

    CallbackCheck(WeComProperties properties, PublicAddress address, Web web, JdbcClient jdbc, Clock clock) {
        this.properties = properties;
        this.address = address;
        this.web = web;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "callback";
    }

    @Override
    public Finding look() {
        String corpId = properties.corpId();
        String token = properties.callbackToken();
        String key = properties.callbackAesKey();
        if (corpId == null || token == null || key == null) {
            return Finding.failed("callback.missing", address.callback());
        }
        String question = RandomCode.letters(20);
        try {
            HttpResponse<String> answer = web.get(asked(new CallbackCipher(token, key, corpId), question));
            if (answer.statusCode() != 200) {
                return Finding.failed("callback.status", address.callback(), answer.statusCode());
            }
            return answer.body().equals(question)
                    ? heard()
                    : Finding.failed("callback.wrong_answer", address.callback());
        } catch (UncheckedIOException e) {
            return Finding.failed("callback.unreachable", address.callback(), Web.word(e));
        }
    }

    private String asked(CallbackCipher cipher, String question) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String nonce = RandomCode.digits(10);
        String echo = cipher.seal(question);
        return address.callback() + "?msg_signature=" + cipher.sign(timestamp, nonce, echo) + "&timestamp=" + timestamp
                + "&nonce=" + nonce + "&echostr=" + URLEncoder.encode(echo, StandardCharsets.UTF_8);
    }

    /** We can reach ourselves; that the platform can is known once it has told something. */
    private Finding heard() {
        OffsetDateTime last = lastHeard();
        return last == null
                ? Finding.of(State.WARNED, "callback.silent", address.callback())
                : Finding.ok("callback.ok", address.callback(), last.toInstant());
    }

    private @Nullable OffsetDateTime lastHeard() {
        return jdbc.sql("""
                select received_at from wecom_inbox inbox
                where not exists (select from wecom_reconciliation_finding finding where finding.inbox_id = inbox.id)
                order by id desc limit 1""").query(OffsetDateTime.class).optional().orElse(null);
    }
}
