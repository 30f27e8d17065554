package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.Seeds;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackReadingTests {

    @Test
    void fields_are_read_by_name_and_lists_are_joined() {
        Map<String, String> fields = CallbackXml.read("""
                <xml><ToUserName><![CDATA[ww1]]></ToUserName><CreateTime>1403610513</CreateTime>
                <State><![CDATA[a<b&c]]></State><Empty></Empty>
                <MemChangeList><Item>wm1</Item><Item><![CDATA[wm2]]></Item></MemChangeList>
                <ToUserName>later</ToUserName></xml>""");
        assertThat(fields)
                .containsEntry("ToUserName", "ww1")
                .containsEntry("CreateTime", "1403610513")
                .containsEntry("State", "a<b&c")
                .containsEntry("Empty", "")
                .containsEntry("MemChangeList", "wm1,wm2");
    }

    @Test
    void endless_depth_and_entities_are_refused() {
        assertThatThrownBy(() -> CallbackXml.read("<a>".repeat(50) + "</a>".repeat(50)))
                .isInstanceOf(RefusedCallback.class);
        assertThatThrownBy(() -> CallbackXml.read("<xml><A>&nothing;</A></xml>"))
                .isInstanceOf(RefusedCallback.class);
        assertThatThrownBy(() -> CallbackXml.read("<!DOCTYPE xml [<!ENTITY a 'b'>]><xml><A>&a;</A></xml>"))
                .isInstanceOf(RefusedCallback.class);
    }

    @Test
    void a_resend_has_the_same_digest_and_nothing_else_has() {
        Map<String, String> fields = Map.of("Event", "e", "UserID", "u", "ExternalUserID", "x");
        Instant now = Instant.EPOCH;
        Arrival one = Arrival.of("main", "ww1", "<xml>1</xml>", fields, true, now);
        assertThat(Arrival.of("main", "ww1", "<xml>1</xml>", fields, true, now.plusSeconds(9))
                        .digest())
                .isEqualTo(one.digest());
        assertThat(Arrival.of("main", "ww2", "<xml>1</xml>", fields, true, now).digest())
                .isNotEqualTo(one.digest());
        assertThat(Arrival.of("other", "ww1", "<xml>1</xml>", fields, true, now).digest())
                .isNotEqualTo(one.digest());
        assertThat(Arrival.of("main", "ww1", "<xml>2</xml>", fields, true, now).digest())
                .isNotEqualTo(one.digest());
        assertThat(one.relation()).isEqualTo("x|u");
    }

    @Test
    void a_message_that_any_key_sealed_is_read_only_for_its_receiver() {
        Seeds.forAll(100, random -> {
            byte[] key = new byte[32];
            random.nextBytes(key);
            String aesKey = Base64.getEncoder().encodeToString(key).substring(0, 43);
            String message = "<xml>" + "字".repeat(random.nextInt(200)) + "</xml>";
            Envelope envelope = new Envelope("token", aesKey, "ww1");
            String sealed = envelope.seal(message);
            String signature = envelope.sign("1", "2", sealed);
            assertThat(new CallbackCipher("token", aesKey, "ww1").open(signature, "1", "2", sealed))
                    .isEqualTo(message);
            assertThatThrownBy(() -> new CallbackCipher("token", aesKey, "ww2").open(signature, "1", "2", sealed))
                    .isInstanceOf(RefusedCallback.class);
            assertThatThrownBy(() -> new CallbackCipher("token", aesKey, "ww1").open(signature, "1", "3", sealed))
                    .isInstanceOf(RefusedCallback.class);
        });
    }
}
