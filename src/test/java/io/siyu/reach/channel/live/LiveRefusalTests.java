package io.siyu.reach.channel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Live sessions in operators' hands: what is refused, and how they are listed. */
@SiyuTest
@Import(MovableClock.class)
class LiveRefusalTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    LiveSessions sessions;

    @Autowired
    MovableClock clock;

    LiveHand hand;

    @BeforeEach
    void prepare() {
        hand = new LiveHand(context);
    }

    @Test
    void what_makes_no_sense_is_refused_at_its_field() {
        LiveDraft draft = hand.draft(HOUR, HOUR);
        refused("endsAt", "channel.live.times_invalid", hand.draft(HOUR, HOUR.negated()));
        refused("endsAt", "channel.live.past", hand.draft(HOUR.multipliedBy(-3), HOUR));
        refused("title", "channel.live.title_invalid", with(draft, " ", draft.roomUrl(), 30, "开播了"));
        refused("roomUrl", "channel.live.roomUrl_invalid", with(draft, "秋茶", "http://example.com", 30, "开播了"));
        refused("remindMinutes", "channel.live.remindMinutes_invalid", with(draft, "秋茶", null, 1441, "开播了"));
        refused("reminder", "channel.live.reminder_invalid", with(draft, "秋茶", null, 30, "字".repeat(501)));
        assertThatThrownBy(() -> sessions.create(draft, List.of(new StaffId(999_999_999))))
                .hasFieldOrPropertyWithValue("code", "channel.guide_unknown");
        assertThatThrownBy(() -> sessions.create(draft, List.of()))
                .hasFieldOrPropertyWithValue("code", "channel.pool_empty");
        long session = hand.session(draft);
        refusal("channel.live.code_taken", () -> sessions.create(draft, sessions.codeOf(session)));
        refusal("channel.live.not_live", () -> sessions.end(session));
        Codes codes = context.getBean(Codes.class);
        refusal("channel.live.code_in_use", () -> codes.archive(sessions.codeOf(session)));
        clock.advance(HOUR);
        refusal("channel.live.started", () -> sessions.edit(session, moved(draft, HOUR)));
        sessions.end(session);
        refusal("channel.live.over", () -> sessions.cancel(session, null));
        codes.archive(sessions.codeOf(session));
        refusal("channel.live.over", () -> sessions.edit(session, moved(draft, Duration.ZERO, draft.orderHours() + 1)));
    }

    @Test
    void the_console_makes_a_session_with_a_code_of_its_own_and_lists_it_where_it_stands() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String title = "直播" + RandomCode.letters(8);
        Map<String, ?> body = Map.of(
                "title",
                title,
                "platform",
                "DOUYIN",
                "startsAt",
                clock.instant().plus(HOUR).toString(),
                "endsAt",
                clock.instant().plus(HOUR.multipliedBy(2)).toString(),
                "reminder",
                "开播了",
                "guides",
                List.of(hand.guide.value()));
        JsonNode made =
                console.post("/api/admin/live-sessions", body).expect(201).json();
        long id = made.path("id").asLong();
        assertThat(made.path("code").path("name").asString()).isEqualTo(title);
        assertThat(made.path("remindMinutes").asInt()).isEqualTo(30);
        hand.reserves(hand.friend().visitor(), id).expect(303);
        assertThat(listed(console, "COMING", title)).isEqualTo(1);
        clock.advance(HOUR);
        assertThat(listed(console, "COMING", title)).isZero();
        assertThat(listed(console, "LIVE", title)).isEqualTo(1);
        console.post("/api/admin/live-sessions/" + id + "/end", Map.of()).expect(200);
        assertThat(listed(console, "OVER", title)).isEqualTo(1);
        assertThat(guests(console, id, "how=RESERVED&telling=UNTOLD") + guests(console, id, "telling=TOLD"))
                .isEqualTo(1);
        assertThat(guests(console, id, "how=BOUGHT")).isZero();
    }

    private int listed(ConsoleClient console, String state, String title) {
        return console.get("/api/admin/live-sessions?state=" + state + "&q=" + title)
                .expect(200)
                .json()
                .path("items")
                .size();
    }

    private int guests(ConsoleClient console, long id, String filters) {
        return console.get("/api/admin/live-sessions/" + id + "/guests?" + filters)
                .expect(200)
                .json()
                .path("items")
                .size();
    }

    private void refused(String field, String code, LiveDraft draft) {
        assertThatThrownBy(() -> sessions.create(draft, List.of(hand.guide)))
                .isInstanceOf(DomainException.class)
                .hasFieldOrPropertyWithValue("code", code)
                .hasFieldOrPropertyWithValue("field", field);
    }

    private static void refusal(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(DomainException.class).hasFieldOrPropertyWithValue("code", code);
    }

    private static LiveDraft moved(LiveDraft draft, Duration by) {
        return moved(draft, by, draft.orderHours());
    }

    static LiveDraft moved(LiveDraft draft, Duration by, int orderHours) {
        return new LiveDraft(
                draft.title(),
                draft.platform(),
                draft.startsAt().plus(by),
                draft.endsAt().plus(by),
                draft.roomUrl(),
                draft.intro(),
                draft.remindMinutes(),
                draft.reminder(),
                orderHours);
    }

    private static LiveDraft with(LiveDraft draft, String title, @Nullable String room, int minutes, String words) {
        return new LiveDraft(
                title,
                draft.platform(),
                draft.startsAt(),
                draft.endsAt(),
                room,
                "",
                minutes,
                words,
                draft.orderHours());
    }
}
