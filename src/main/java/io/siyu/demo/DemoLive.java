package io.siyu.demo;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.reach.sop.Plans;
import io.siyu.reach.sop.Step;
import io.siyu.reach.sop.Trigger;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The demo's live sessions: one in the middle of its past, with whoever came by its code, and one in two days that a few reserved. */
@Component
class DemoLive {

    private static final String TO_COME = "live session to come";
    private static final int GUIDES = 3;
    private static final int BUYERS = 3;

    private final DemoHttp http;
    private final LiveSessions sessions;
    private final Codes codes;
    private final Plans plans;
    private final StaffDirectory staff;
    private final DemoMemory memory;
    private final Clock clock;
    private final BrandZone zone;
    private final int days;
    private final List<DemoPlan.Newcomer> guests = new ArrayList<>();
    private long past;

    DemoLive(
            DemoHttp http,
            LiveSessions sessions,
            Codes codes,
            Plans plans,
            StaffDirectory staff,
            DemoMemory memory,
            Clock clock,
            BrandZone zone,
            @Value("${siyu.demo-days:90}") int days) {
        this.http = http;
        this.sessions = sessions;
        this.codes = codes;
        this.plans = plans;
        this.staff = staff;
        this.memory = memory;
        this.clock = clock;
        this.zone = zone;
        this.days = days;
    }

    /** Whoever comes by this code until then reserves, and is cared for afterwards. */
    void past(long code) {
        past = memory.once("live session of the past", () -> sessions.create(draft("秋茶上新专场", days * 2 / 3), code));
        memory.once("plan after live sessions", () -> {
            long plan = plans.create(
                    "直播后回访",
                    new Trigger.ByLive(Set.of()),
                    List.of(
                            new Step.Wait("wait", 12 * 60, LocalTime.of(10, 0), "ask"),
                            new Step.Task("ask", "问问昨晚直播看得怎么样，有没有想试的茶。", "参与了直播", false, "done"),
                            new Step.End("done")));
            plans.publish(plan);
            return plan;
        });
    }

    /** Somebody became a friend; perhaps by the code of the session of the past. */
    void befriended(DemoPlan.Newcomer newcomer) {
        if (sessions.codeUrlOf(past).endsWith(newcomer.codeUrl())) {
            guests.add(newcomer);
        }
    }

    /** The clock moves on when whoever reserved was told. */
    void awaitHandedOver() {
        Patience.until("guests of the live session", () -> sessions.untold(past) == 0);
    }

    /** Who buys in front of the screen now: nobody while nothing is shown. */
    List<DemoPlan.Newcomer> buyers() {
        return sessions.isLive(past)
                ? guests.stream()
                        .filter(one -> one.guide() != null)
                        .limit(BUYERS)
                        .toList()
                : List.of();
    }

    void toCome() {
        if (memory.knows(TO_COME)) {
            return;
        }
        List<StaffId> guides = DemoPeople.guides().stream()
                .limit(GUIDES)
                .map(guide ->
                        staff.byUserId(guide.userId()).map(StaffMember::id).orElseThrow())
                .toList();
        long session = memory.once("live session announced", () -> sessions.create(draft("年终茶会 · 冬茶预售", 2), guides));
        long code = sessions.codeOf(session);
        Patience.until("contact ways of the live session", () -> codes.ready(code));
        memory.once(TO_COME, () -> {
            List.of("阿岚", "周小满", "老陈").forEach(name -> reserve(name, session));
            return session;
        });
    }

    /** By becoming a friend through the session's code. */
    private void reserve(String name, long session) {
        long phone =
                http.post("/sandbox/api/phones", new NewPhone(name)).path("id").asLong();
        String phones = "/sandbox/api/phones/" + phone;
        http.post(phones + "/browse", new Browse(sessions.urlOf(session)));
        JsonNode page = http.post(phones + "/browse", new Browse(sessions.codeUrlOf(session)));
        String configId = page.path("qrCodes").path(0).path("configId").asString("");
        if (!configId.isEmpty()) {
            http.post(phones + "/friends", new Friend(configId));
        }
    }

    private record NewPhone(String name) {}

    private record Browse(String url) {}

    private record Friend(String configId) {}

    /** At eight in the evening, in so many days, for two hours; what is bought within a week counts. */
    private LiveDraft draft(String title, int inDays) {
        Instant starts =
                zone.startOf(zone.dateOf(clock.instant()).plusDays(inDays)).plus(Duration.ofHours(20));
        return new LiveDraft(
                title,
                Platform.CHANNELS,
                starts,
                starts.plus(Duration.ofHours(2)),
                "https://channels.weixin.qq.com/",
                "三款新茶首发，直播间下单送试饮装。\n前 50 名送茶则一支。",
                30,
                "{客户昵称}，你预约的「{直播标题}」{开播时间} 开播，点这里进：{直播链接}",
                168);
    }
}
