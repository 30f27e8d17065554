package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.gateway.wecom.Callback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real callbacks and the platform's own examples of its cipher; on with {@code -Dsiyu.fixtures}. */
@EnabledIfSystemProperty(named = "siyu.fixtures", matches = ".+")
class CallbackFixturesTests {

    private static final Path FIXTURES = Path.of(System.getProperty("siyu.fixtures", ""));
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void every_recorded_callback_is_read() throws IOException {
        List<Path> files = files("cp/callback", ".xml");
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Map<String, String> fields = CallbackXml.read(Files.readString(file));
            assertThat(fields.get("ToUserName")).as("%s", file).isNotBlank();
            assertThat(fields.get("MsgType")).as("%s", file).isNotBlank();
            if ("event".equals(fields.get("MsgType"))) {
                assertThat(fields.get("Event")).as("%s", file).isNotBlank();
            }
        }
    }

    @Test
    void a_new_friend_is_read_with_code_and_state() throws IOException {
        Map<String, String> fields =
                CallbackXml.read(Files.readString(FIXTURES.resolve("cp/callback/doc-add_external_contact.xml")));
        Arrival arrival = Arrival.of("main", "ww1", "", fields, true, Instant.EPOCH);
        assertThat(arrival.event()).isEqualTo("change_external_contact");
        assertThat(arrival.changeType()).isEqualTo("add_external_contact");
        assertThat(arrival.welcome()).isTrue();
        Callback callback = new Callback(1, fields, Instant.EPOCH, id -> Optional.empty());
        assertThat(callback.staffUserId()).isNotBlank();
        assertThat(callback.externalUserId()).isNotBlank();
        assertThat(callback.state()).isNotBlank();
        assertThat(callback.welcomeCode()).isNotBlank();
        assertThat(callback.occurredAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void members_who_joined_a_group_are_read() throws IOException {
        Map<String, String> fields = CallbackXml.read(
                Files.readString(FIXTURES.resolve("cp/callback/doc-external_chat-update-add_member.xml")));
        assertThat(fields.get("ChatId")).isNotBlank();
        assertThat(fields).containsEntry("UpdateDetail", "add_member");
    }

    @Test
    void the_platforms_own_vectors_are_opened() throws IOException {
        List<Path> vectors = files("crypto/vectors", ".json").stream()
                .filter(file -> file.getFileName().toString().startsWith("cp-"))
                .toList();
        assertThat(vectors).isNotEmpty();
        for (Path file : vectors) {
            JsonNode vector = JSON.readTree(Files.readString(file));
            String plain = open(vector, vector.path("receiveId").asString());
            JsonNode expected = vector.path("plain");
            assertThat(plain).as("%s", file).isNotBlank();
            if (expected.isString()) {
                assertThat(plain).as("%s", file).isEqualTo(expected.asString());
            }
            assertThatThrownBy(() -> open(vector, "ww-somebody-else"))
                    .as("%s", file)
                    .isInstanceOf(RefusedCallback.class);
        }
    }

    private static String open(JsonNode vector, String receiver) {
        return new CallbackCipher(
                        vector.path("token").asString(),
                        vector.path("encodingAesKey").asString(),
                        receiver)
                .open(
                        vector.path("msgSignature").asString(),
                        vector.path("timestamp").asString(),
                        vector.path("nonce").asString(),
                        vector.path("encrypt").asString(vector.path("echostr").asString("")));
    }

    private static List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(FIXTURES.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
