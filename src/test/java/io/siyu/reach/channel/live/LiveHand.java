package io.siyu.reach.channel.live;

import static org.awaitility.Awaitility.await;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.reach.channel.acquisition.AddFixtures;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes live sessions, and does what those do who come for them. */
final class LiveHand {

    final LiveCodeFixtures fixtures;
    final AddFixtures people;
    final StaffId guide;
    private final ApplicationContext context;
    private final LiveSessions sessions;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final Map<Long, Codes.Created> codes = new HashMap<>();

    LiveHand(ApplicationContext context) {
        this.context = context;
        this.fixtures = new LiveCodeFixtures(context);
        this.people = new AddFixtures(context);
        this.guide = fixtures.guides(1).getFirst();
        this.sessions = context.getBean(LiveSessions.class);
        this.jdbc = context.getBean(JdbcClient.class);
        this.clock = context.getBean(MovableClock.class);
        aMorningOutsideTheQuietHours();
    }

    private void aMorningOutsideTheQuietHours() {
        ZonedDateTime tomorrow = clock.instant().atZone(MovableClock.ZONE).plusDays(1);
        clock.setTo(tomorrow.with(LocalTime.of(10, 0)).toInstant());
    }

    /** A friend's browser, which we know. */
    record Friend(String visitor, String external, CustomerId customer) {}

    LiveDraft draft(Duration until, Duration length) {
        Instant starts = clock.instant().plus(until);
        return new LiveDraft(
                "秋茶上新",
                Platform.CHANNELS,
                starts,
                starts.plus(length),
                "https://example.com/live",
                "三款新茶",
                30,
                "{客户昵称}，{直播标题} {开播时间} 开播",
                24);
    }

    /** In so long, for two hours. */
    long session(Duration until) {
        return session(draft(until, Duration.ofHours(2)));
    }

    long session(LiveDraft draft) {
        Codes.Created code = fixtures.code(List.of(guide), null, Set.of());
        long id = sessions.create(draft, code.id());
        codes.put(id, code);
        return id;
    }

    Codes.Created codeOf(long session) {
        return codes.getOrDefault(session, new Codes.Created(0, ""));
    }

    String path(long session) {
        String url = sessions.urlOf(session);
        return url.substring(url.indexOf("/c/l/"));
    }

    /** By some other code, long ago. */
    Friend friend() {
        return comesBy(fixtures.code(List.of(guide), null, Set.of()));
    }

    /** Scans the session's code and adds the guide. */
    Friend joins(long session) {
        return comesBy(codeOf(session));
    }

    private Friend comesBy(Codes.Created code) {
        String visitor = people.scanned(code);
        String external = people.person();
        people.add(guide, external, fixtures.stateOf(visitor));
        CustomerId customer = people.customerOf(external);
        jdbc.sql("""
                insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at, first_add_way,
                    added_at, latest_add_way, reopened, remark)
                values (:customer, :staff, :external, :staff::text, 'FOLLOWING', :at, 1, :at, 1, 0, '')""")
                .param("customer", customer.value())
                .param("staff", guide.value())
                .param("external", external)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Friend(visitor, external, customer);
    }

    void deletes(Friend friend) {
        people.leave(guide, friend.external());
        jdbc.sql(
                        "update relation_follow set state = 'DELETED_BY_CUSTOMER', ended_at = :at where customer_id = :customer")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("customer", friend.customer().value())
                .update();
    }

    Answer opens(String visitor, long session) {
        return browser(visitor).get(path(session));
    }

    Answer reserves(String visitor, long session) {
        return browser(visitor).send("POST", path(session) + "/reserve", new byte[0], Map.of());
    }

    Friend reserved(long session) {
        Friend friend = friend();
        reserves(friend.visitor(), session).expect(303);
        return friend;
    }

    private ConsoleClient browser(String visitor) {
        ConsoleClient browser = ConsoleClient.anonymous(context);
        browser.setCookie("siyu_v", visitor);
        return browser;
    }

    /** @return the order, to give it back by */
    String buys(CustomerId customer, long fen) {
        String order = RandomCode.letters(12);
        tell(customer, "order.paid", order + "/paid", fen);
        return order;
    }

    void givesBack(CustomerId customer, String order, long fen) {
        tell(customer, "order.refunded", order + "/refunded", -fen);
    }

    private void tell(CustomerId customer, String type, String key, long fen) {
        context.getBean(Timeline.class)
                .record(new Activity(customer, type, clock.instant(), fen, Map.of(), "order", key));
    }

    /** Everything told was taken. */
    void settle() {
        StreamCursors cursors = context.getBean(StreamCursors.class);
        LiveFollower follower = context.getBean(LiveFollower.class);
        await().until(() -> cursors.advance(follower) == 0 && cursors.lag(follower) == 0);
    }

    LiveFigures.Figures figures(long session) {
        settle();
        return context.getBean(LiveFigures.class)
                .of(List.of(session))
                .getOrDefault(session, LiveFigures.Figures.none(session));
    }

    /** What guides were asked to say about it, in the order of the customers. */
    List<String> touches(long session) {
        return jdbc.sql("select content from outreach_touch where dedupe_key like :key order by customer_id, id")
                .param("key", "live:" + session + ":%")
                .query(String.class)
                .list();
    }

    /** How many of them guides are still to pass on. */
    long openTouches(long session) {
        return jdbc.sql("select count(*) from outreach_touch where dedupe_key like :key and state <> 'SUPPRESSED'")
                .param("key", "live:" + session + ":%")
                .query(Long.class)
                .single();
    }
}
