package io.siyu.reach.channel.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a session stands and what there is to tell, at every moment of any session. */
class LiveStateTests {

    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    @Test
    void a_session_only_goes_forward_and_is_live_exactly_from_its_start_to_its_end() {
        Seeds.forAll(300, random -> {
            LiveSession session = session(random, null);
            List<LiveState> seen = new ArrayList<>();
            for (Instant at = NOON.minus(Duration.ofHours(30));
                    at.isBefore(NOON.plus(Duration.ofHours(30)));
                    at = at.plus(Duration.ofMinutes(7))) {
                LiveState state = session.stateAt(at);
                assertThat(state == LiveState.LIVE)
                        .isEqualTo(!at.isBefore(session.draft().startsAt()) && at.isBefore(session.end()));
                if (seen.isEmpty() || seen.getLast() != state) {
                    seen.add(state);
                }
            }
            assertThat(seen).isSorted().doesNotHaveDuplicates().doesNotContain(LiveState.CANCELLED);
        });
    }

    @Test
    void there_is_news_from_so_many_minutes_before_the_start_until_the_end_and_another_for_another_start() {
        Seeds.forAll(300, random -> {
            LiveSession session = session(random, null);
            Instant due = session.draft()
                    .startsAt()
                    .minus(Duration.ofMinutes(session.draft().remindMinutes()));
            assertThat(session.newsAt(due.minusMillis(1))).isEmpty();
            assertThat(session.newsAt(session.end())).isEmpty();
            String first = session.newsAt(due).orElseThrow().name();
            assertThat(session.newsAt(session.end().minusMillis(1))
                            .orElseThrow()
                            .name())
                    .isEqualTo(first);
            LiveSession moved = with(session, session.draft().startsAt().plusSeconds(1 + random.nextInt(1000)));
            assertThat(moved.newsAt(moved.draft().startsAt()).orElseThrow().name())
                    .isNotEqualTo(first);
        });
    }

    @Test
    void what_is_cancelled_says_so_or_nothing_whatever_the_time() {
        Seeds.forAll(100, random -> {
            Instant at = NOON.plusSeconds(random.nextInt(-100_000, 100_000));
            LiveSession silent = session(random, NOON);
            assertThat(silent.stateAt(at)).isEqualTo(LiveState.CANCELLED);
            assertThat(silent.newsAt(at)).isEmpty();
            LiveSession told = new LiveSession(
                    1, "key", 1, silent.draft(), silent.createdAt(), 0, null, silent.cancelledAt(), "不播了");
            assertThat(told.newsAt(at)).map(LiveSession.News::off).contains(true);
        });
    }

    private static LiveSession session(Random random, @Nullable Instant cancelledAt) {
        Instant starts = NOON.plusSeconds(random.nextInt(-80_000, 80_000));
        Instant ends = starts.plusSeconds(random.nextInt(60, 20_000));
        Instant ended = cancelledAt == null && random.nextBoolean()
                ? starts.plus(Duration.between(starts, ends).dividedBy(2))
                : null;
        LiveDraft draft = new LiveDraft(
                "秋茶",
                Platform.CHANNELS,
                starts,
                ends,
                null,
                "",
                random.nextInt(0, 1441),
                "开播了",
                random.nextInt(0, 169));
        return new LiveSession(1, "key", 1, draft, NOON, 0, ended, cancelledAt, null);
    }

    private static LiveSession with(LiveSession session, Instant starts) {
        LiveDraft old = session.draft();
        LiveDraft draft = new LiveDraft(
                old.title(),
                old.platform(),
                starts,
                starts.plusSeconds(100),
                null,
                "",
                old.remindMinutes(),
                old.reminder(),
                old.orderHours());
        return new LiveSession(1, "key", 1, draft, session.createdAt(), 1, null, null, null);
    }
}
