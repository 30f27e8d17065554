package io.siyu.gateway.wecom.client;

import io.siyu.foundation.alert.Alert;
import io.siyu.gateway.wecom.WeComException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the platform has against us that only a person can set right in its console, told as what it is. */
class Troubles {

    private static final int UNTRUSTED_ADDRESS = 60020;
    private static final Set<Integer> NOT_PERMITTED = Set.of(48002, 43012);

    private static final String ADDRESS_KIND = "wecom.untrusted_address";
    private static final String PERMISSION_KIND = "wecom.not_permitted";

    /** What is to be told since it was asked last: of one matter the latest only. */
    private final Map<String, News> news = new ConcurrentHashMap<>();

    private final Set<String> working = ConcurrentHashMap.newKeySet();

    /** Something is wrong, or not any more. */
    sealed interface News {
        record Wrong(Alert alert) implements News {}

        record Right(String kind, String subject) implements News {}
    }

    void met(String api, WeComException refusal) {
        if (refusal.code() == UNTRUSTED_ADDRESS) {
            working.clear();
            wrong(Alert.fault(ADDRESS_KIND, Alert.ALL, "/golive", Addresses.seen(refusal.errmsg())));
        } else if (NOT_PERMITTED.contains(refusal.code())) {
            working.remove(api);
            wrong(Alert.fault(PERMISSION_KIND, api, "/golive", api, refusal.code()));
        }
    }

    /** The first answer of an API takes back what was said of it, perhaps by a node that is no more. */
    void passed(String api) {
        if (working.add(api)) {
            news.put(ADDRESS_KIND, new News.Right(ADDRESS_KIND, Alert.ALL));
            news.put(PERMISSION_KIND + api, new News.Right(PERMISSION_KIND, api));
        }
    }

    List<News> take() {
        List<News> taken = new ArrayList<>();
        for (String matter : List.copyOf(news.keySet())) {
            News one = news.remove(matter);
            if (one != null) {
                taken.add(one);
            }
        }
        return taken;
    }

    private void wrong(Alert alert) {
        boolean everywhere = alert.subject().equals(Alert.ALL);
        news.put(everywhere ? alert.kind() : alert.kind() + alert.subject(), new News.Wrong(alert));
    }
}
