package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.gateway.wecom.Callback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real callbacks and the platform's own examples of its cipher; on with {@code -Dsiyu.fixtures}. */
@EnabledIfSystemProperty(named = "siyu.fixtures", matches = ".+")
class CallbackFixturesTests {

    private static final Path FIXTURES = Path.of(System.getProperty("siyu.fixtures", ""));
    private static final JsonMapper JSON = JsonMapper.shared();

    /** File without its folder and ending; event; change; then what else must be read, with the values as they are in the file. */
    private static final String CALLBACKS = """
            WxCpExternalContactServiceImplTest.testEvent-customer_acquisition-balance_exhausted | customer_acquisition | balance_exhausted
            WxCpExternalContactServiceImplTest.testEvent-customer_acquisition-balance_low | customer_acquisition | balance_low
            WxCpExternalContactServiceImplTest.testEvent-customer_acquisition-customer_start_chat | customer_acquisition | customer_start_chat | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA
            WxCpExternalContactServiceImplTest.testEvent-customer_acquisition-delete_link | customer_acquisition | delete_link | LinkId=cawcdea7783d7330b4
            WxCpExternalContactServiceImplTest.testEvent-customer_acquisition-friend_request | customer_acquisition | friend_request | LinkId=cawcdea7783d7330b4 | State=STATE
            WxCpExternalContactServiceImplTest.testEvent-customer_acquisition-link_unavailable | customer_acquisition | link_unavailable | LinkId=cawcdea7783d7330b4
            WxCpKfServiceImplTest.testEvent-kf_account_auth_change | kf_account_auth_change | | AuthAddOpenKfId=wkxxxx1 | AuthDelOpenKfId=wkxxxx2
            WxCpKfServiceImplTest.testEvent-kf_msg_or_event | kf_msg_or_event | | OpenKfId=wkxxxxxxx
            WxCpMsgAuditTest.test-change_external_contact-msg_audit_approved | change_external_contact | msg_audit_approved | UserID=zhangsan | ExternalUserID=woAJ2GCAAABiuyujaWJHDDGi0mACHAAA | WelcomeCode=WELCOMECODE
            WxCpMsgAuditTest.test-msgaudit_notify | msgaudit_notify | | AgentID=2000004
            WxCpTpXmlMessageTest.ApprovalInfoTest-open_approval_change | open_approval_change | | AgentID=1
            WxCpTpXmlMessageTest.enterAppTest-enter_agent | enter_agent | | AgentID=1 | FromUserName=FromUser
            WxCpXmlMessageTest.testAddExternalUserEvent-change_external_contact-add_external_contact | change_external_contact | add_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mACH71w | State=teststate | WelcomeCode=WELCOMECODE
            WxCpXmlMessageTest.testChangeContact-change_contact-update_user | change_contact | update_user | UserID=zhangsan | NewUserID=zhangsan001 | Name=张三 | Department=1,2,3 | Status=1
            WxCpXmlMessageTest.testDelExternalUserEvent-change_external_contact-del_external_contact | change_external_contact | del_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mACH71w
            WxCpXmlMessageTest.testExtAttr-change_contact-update_user | change_contact | update_user | UserID=zhangsan
            WxCpXmlMessageTest.testFromXml-subscribe | subscribe | | FromUserName=fromUser | Content=this is a test
            WxCpXmlMessageTest.testOpenApprovalChange-open_approval_change | open_approval_change | | AgentID=1
            WxCpXmlMessageTest.testSendPicsInfo-pic_weixin | pic_weixin | | AgentID=1000004 | EventKey=faceSimilarity
            WxCpXmlMessageTest.testTaskCardEvent-taskcard_click | taskcard_click | | EventKey=key111 | TaskId=taskid111 | AgentID=1
            WxCpXmlMessageTest.testTemplateCardEvent-template_card_event | template_card_event | | EventKey=key111 | TaskId=taskid111 | CardType=text_notice | ResponseCode=ResponseCode
            doc-add_external_contact-without-state-and-welcome | change_external_contact | add_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA
            doc-add_external_contact | change_external_contact | add_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA | State=teststate | WelcomeCode=WELCOMECODE
            doc-add_half_external_contact | change_external_contact | add_half_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA | State=teststate | WelcomeCode=WELCOMECODE
            doc-del_external_contact-by-transfer | change_external_contact | del_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA | Source=DELETE_BY_TRANSFER
            doc-del_follow_user | change_external_contact | del_follow_user | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA
            doc-edit_external_contact | change_external_contact | edit_external_contact | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA
            doc-external_chat-create | change_external_chat | create | ChatId=CHAT_ID
            doc-external_chat-dismiss | change_external_chat | dismiss | ChatId=CHAT_ID
            doc-external_chat-update-add_member | change_external_chat | update | ChatId=wrx7HUARsKwGRaQBVKPBTcEyzdHA4HrQ | UpdateDetail=add_member | JoinScene=1 | MemChangeCnt=10 | MemChangeList=Jack,Rose | CurMemVer=71217227bbd112ecfe3a49c482195cb4
            doc-external_tag-create | change_external_tag | create | Id=TAG_ID | TagType=tag | StrategyId=1
            doc-external_tag-delete | change_external_tag | delete | Id=TAG_ID | TagType=tag | StrategyId=1
            doc-external_tag-shuffle | change_external_tag | shuffle | Id=TAG_ID | StrategyId=STRATEGY_ID
            doc-external_tag-update | change_external_tag | update | Id=TAG_ID | TagType=tag | StrategyId=1
            doc-transfer_fail | change_external_contact | transfer_fail | FailReason=customer_refused | UserID=zhangsan | ExternalUserID=woAJ2GCAAAXtWyujaWJHDDGi0mAAAA""";

    static Stream<List<String>> callbacks() {
        return CALLBACKS
                .lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }

    @Test
    void there_is_a_line_for_every_recorded_callback() throws IOException {
        assertThat(callbacks().map(line -> line.getFirst() + ".xml"))
                .containsExactlyInAnyOrderElementsOf(files("cp/callback", ".xml").stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void a_recorded_callback_is_read(List<String> line) throws IOException {
        Map<String, String> fields =
                CallbackXml.read(Files.readString(FIXTURES.resolve("cp/callback/" + line.getFirst() + ".xml")));
        Arrival arrival = Arrival.of("main", "ww1", "", fields, true, Instant.EPOCH);
        assertThat(arrival.event()).isEqualTo(line.get(1));
        assertThat(arrival.changeType()).isEqualTo(line.get(2));
        Callback callback = new Callback(1, fields, Instant.EPOCH, (id, atMost) -> Optional.empty());
        for (String expected : line.subList(3, line.size())) {
            String name = expected.substring(0, expected.indexOf('='));
            assertThat(callback.field(name)).as(name).isEqualTo(expected.substring(name.length() + 1));
        }
        assertThat(arrival.welcome()).isEqualTo(callback.welcomeCode() != null);
        assertThat(callback.occurredAt())
                .isEqualTo(Instant.ofEpochSecond(Long.parseLong(String.valueOf(callback.field("CreateTime")))));
        // Everything but the corporation is as it must be to be let in.
        Map<String, String> ours = new HashMap<>(fields);
        ours.remove("AgentID");
        new Admission(String.valueOf(fields.get("ToUserName")), 1000002).check(Map.of(), ours, Instant.EPOCH);
    }

    @Test
    void a_new_friend_is_read_with_code_and_state() throws IOException {
        Map<String, String> fields =
                CallbackXml.read(Files.readString(FIXTURES.resolve("cp/callback/doc-add_external_contact.xml")));
        Arrival arrival = Arrival.of("main", "ww1", "", fields, true, Instant.EPOCH);
        assertThat(arrival.event()).isEqualTo("change_external_contact");
        assertThat(arrival.changeType()).isEqualTo("add_external_contact");
        assertThat(arrival.welcome()).isTrue();
        Callback callback = new Callback(1, fields, Instant.EPOCH, (id, atMost) -> Optional.empty());
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
