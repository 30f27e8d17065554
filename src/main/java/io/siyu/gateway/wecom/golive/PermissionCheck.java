package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.CorpTags;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.WeComException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That the app is among those that may call the APIs of customer contact (可调用应用): one question of each family. */
@Component
@Order(3)
class PermissionCheck implements GoLiveCheck {

    private static final Set<Integer> NOT_PERMITTED = Set.of(48002, 43012, 84074);

    private final Map<String, Runnable> questions = new LinkedHashMap<>();

    PermissionCheck(Contacts contacts, CorpTags tags, ContactWays ways) {
        questions.put("contacts", contacts::followUsers);
        questions.put("tags", tags::all);
        questions.put("ways", ways::first);
    }

    @Override
    public String name() {
        return "permission";
    }

    @Override
    public Finding look() {
        for (Map.Entry<String, Runnable> question : questions.entrySet()) {
            try {
                question.getValue().run();
            } catch (WeComException e) {
                return NOT_PERMITTED.contains(e.code())
                        ? Finding.failed("permission.missing", question.getKey(), e.code())
                        : Finding.of(State.UNKNOWN, "platform.refused", e.word());
            }
        }
        return Finding.ok("permission.ok");
    }
}
