package io.siyu.demo;

import io.siyu.people.relation.Groups;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.ChannelSetup;
import io.siyu.shared.StoreId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The demo's ways in besides its live codes: groups behind one printed code, stores behind another, a short link for text messages, stands for counters. */
@Component
class DemoDoors {

    private static final String GROUP_CODE = "group code 茶友福利群";
    private static final int FULL = 200;

    private final DemoHttp http;
    private final ChannelSetup setup;
    private final Groups groups;
    private final Stores stores;
    private final DemoMemory memory;

    DemoDoors(DemoHttp http, ChannelSetup setup, Groups groups, Stores stores, DemoMemory memory) {
        this.http = http;
        this.setup = setup;
        this.groups = groups;
        this.stores = stores;
        this.memory = memory;
    }

    /** News of a group takes its seconds; until then other things can be done. */
    List<String> openGroups() {
        return memory.knows(GROUP_CODE) ? List.of() : List.of(openGroup("茶友福利群 1", 0), openGroup("茶友福利群 2", 1));
    }

    private String openGroup(String name, int owner) {
        String userId = DemoPeople.guides().get(owner).userId();
        return http.post("/sandbox/api/admin/groups", Map.of("name", name, "owner", userId))
                .path("chatId")
                .asString();
    }

    void groupCode(List<String> chats) {
        if (chats.isEmpty()) {
            return;
        }
        Patience.until(
                "groups",
                () -> groups.byChatIds(chats).values().stream()
                                .filter(group -> group.readAt() != null)
                                .count()
                        == chats.size());
        memory.once(GROUP_CODE, () -> setup.groupCode("茶友福利群", chats, FULL));
    }

    /** @param liveCodes one for each of {@link DemoPeople#STORES} */
    void storeCode(List<Long> liveCodes) {
        List<String> codes =
                DemoPeople.STORES.stream().map(DemoPeople.DemoStore::code).toList();
        Map<StoreId, Long> doors = new HashMap<>();
        stores.byCodes(codes)
                .values()
                .forEach(store -> doors.put(store.id(), liveCodes.get(codes.indexOf(store.code()))));
        memory.once("store code", () -> setup.storeCode("全国门店码", doors));
    }

    /** A code for the counter of each of two stores, by one template, and how it is printed. */
    void stands() {
        List<String> codes = DemoPeople.STORES.stream()
                .limit(2)
                .map(DemoPeople.DemoStore::code)
                .toList();
        memory.once(
                "template of stands",
                () -> setup.storeTemplate(
                        "门店台卡",
                        "{门店} · 台卡",
                        stores.byCodes(codes).values().stream().map(Store::id).toList()));
        memory.once("poster of stands", () -> setup.poster("门店台卡 · 春茶", "扫码加好友\n领新茶试饮"));
    }

    void shortLink(long liveCode) {
        memory.once("short link", () -> setup.shortLink("发货短信", liveCode));
    }
}
