package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.delivery.Deliveries;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the app what people did in their clients. What the app did itself by API is never told. */
@Component
@InSandbox
public class WorkEvents {

    private static final String CONTACT = "change_external_contact";
    private static final String ACQUISITION = "customer_acquisition";
    private static final String TAG = "change_external_tag";
    private static final String GROUP = "change_external_chat";
    private static final String DIRECTORY = "change_contact";

    private final Deliveries deliveries;
    private final SandboxKeys keys;
    private final Clock clock;

    WorkEvents(Deliveries deliveries, SandboxKeys keys, Clock clock) {
        this.deliveries = deliveries;
        this.keys = keys;
        this.clock = clock;
    }

    public void added(String userid, String externalUserid, String state, @Nullable String welcomeCode, Instant at) {
        Map<String, String> fields = pair(userid, externalUserid);
        if (!state.isEmpty()) {
            fields.put("State", state);
        }
        if (welcomeCode != null) {
            fields.put("WelcomeCode", welcomeCode);
        }
        post(CONTACT, "add_external_contact", lane(fields), fields, at);
    }

    public void edited(String userid, String externalUserid) {
        contact("edit_external_contact", pair(userid, externalUserid));
    }

    public void deletedByMember(String userid, String externalUserid) {
        contact("del_external_contact", pair(userid, externalUserid));
    }

    public void deletedByCustomer(String userid, String externalUserid) {
        contact("del_follow_user", pair(userid, externalUserid));
    }

    /** A customer who came by an acquisition link wrote for the first time. The platform names neither the link nor its channel. */
    public void startedChat(String userid, String externalUserid) {
        Map<String, String> fields = pair(userid, externalUserid);
        post(ACQUISITION, "customer_start_chat", lane(fields), fields, clock.instant());
    }

    /** The customer now belongs to another member; the one before did nothing. */
    public void deletedByTransfer(String userid, String externalUserid) {
        Map<String, String> fields = pair(userid, externalUserid);
        fields.put("Source", "DELETE_BY_TRANSFER");
        contact("del_external_contact", fields);
    }

    /** @param takeover the member who was to take over; the platform names that one, not the one before */
    public void transferFailed(String takeover, String externalUserid, String reason) {
        Map<String, String> fields = pair(takeover, externalUserid);
        fields.put("FailReason", reason);
        contact("transfer_fail", fields);
    }

    /**
     * The tag library changed on the administrator's desk.
     *
     * @param change create, update or delete
     */
    public void tagChanged(String change, String id, boolean isGroup) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Id", id);
        fields.put("TagType", isGroup ? "tag_group" : "tag");
        post(TAG, change, "tags", fields, clock.instant());
    }

    /** @param change create or dismiss */
    public void groupChanged(String change, String chatId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ChatId", chatId);
        post(GROUP, change, "chat " + chatId, fields, clock.instant());
    }

    /** @param detail add_member, del_member, change_owner or change_name */
    public void groupUpdated(String chatId, String detail) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ChatId", chatId);
        fields.put("UpdateDetail", detail);
        if (detail.endsWith("_member")) {
            fields.put(detail.startsWith("add") ? "JoinScene" : "QuitScene", detail.startsWith("add") ? "3" : "0");
            fields.put("MemChangeCnt", "1");
        }
        // Two of a kind in one second are two: at the platform the versions of the list tell them apart.
        fields.put("CurMemVer", RandomCode.letters(32));
        post(GROUP, "update", "chat " + chatId, fields, clock.instant());
    }

    public void memberChanged(Member member, boolean created) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("UserID", member.userid());
        fields.put("Name", member.name());
        fields.put(
                "Department", member.departments().stream().map(String::valueOf).collect(Collectors.joining(",")));
        fields.put("Position", member.position());
        fields.put("Status", Integer.toString(member.status()));
        post(DIRECTORY, created ? "create_user" : "update_user", "directory", fields, clock.instant());
    }

    public void memberLeft(String userid) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("UserID", userid);
        post(DIRECTORY, "delete_user", "directory", fields, clock.instant());
    }

    private static Map<String, String> pair(String userid, String externalUserid) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("UserID", userid);
        fields.put("ExternalUserID", externalUserid);
        return fields;
    }

    private void contact(String change, Map<String, String> fields) {
        post(CONTACT, change, lane(fields), fields, clock.instant());
    }

    private static String lane(Map<String, String> pair) {
        return pair.get("UserID") + "|" + pair.get("ExternalUserID");
    }

    private void post(String event, String change, String lane, Map<String, String> fields, Instant at) {
        StringBuilder xml = new StringBuilder("<xml>");
        element(xml, "ToUserName", keys.corpId());
        element(xml, "FromUserName", "sys");
        xml.append("<CreateTime>").append(at.getEpochSecond()).append("</CreateTime>");
        element(xml, "MsgType", "event");
        element(xml, "Event", event);
        element(xml, "ChangeType", change);
        fields.forEach((name, value) -> element(xml, name, value));
        xml.append("</xml>");
        deliveries.post(WorkCallbacks.KIND, event + "/" + change, null, lane, xml.toString());
    }

    private static void element(StringBuilder xml, String name, String value) {
        xml.append('<').append(name).append("><![CDATA[");
        xml.append(value.replace("]]>", "]]]]><![CDATA[>"));
        xml.append("]]></").append(name).append('>');
    }
}
