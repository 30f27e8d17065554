package io.siyu.gateway.wecom.inbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a row keeps when there is nothing more to do for it: enough to replay it and to see what it was about, nothing that describes a
 * person. The welcome code stays because the welcome's own lane may still need it.
 */
final class KeptFields {

    private static final Set<String> NAMES = Set.of(
            "ToUserName",
            "CreateTime",
            "MsgType",
            "Event",
            "ChangeType",
            "UserID",
            "NewUserID",
            "ExternalUserID",
            "State",
            "WelcomeCode",
            "Source",
            "FailReason",
            "ChatId",
            "UpdateDetail",
            "Id",
            "TagType",
            "StrategyId",
            "LinkId",
            "AgentID");

    private KeptFields() {}

    static Map<String, String> of(Map<String, String> fields) {
        Map<String, String> kept = new TreeMap<>(fields);
        kept.keySet().retainAll(NAMES);
        return kept;
    }
}
