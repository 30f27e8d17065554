package io.siyu.reach.channel.live;

import static io.siyu.reach.channel.live.LiveRows.utc;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.live.LiveFigures.Figures;
import io.siyu.reach.channel.live.LiveFigures.HeldBack;
import io.siyu.shared.Slice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Live sessions with what came of them, for operators. */
@Component
class LiveViews {

    private static final String FITTING = "(:state = '' or " + LiveState.SQL
            + " = :state) and (:q = '' or position(lower(:q) in lower(s.title)) > 0)";

    private final JdbcClient jdbc;
    private final LiveRows rows;
    private final LiveFigures figures;
    private final Codes codes;
    private final CodeRows codeRows;
    private final GrowthDomains domains;
    private final MessageSource texts;
    private final Clock clock;

    LiveViews(
            JdbcClient jdbc,
            LiveRows rows,
            LiveFigures figures,
            Codes codes,
            CodeRows codeRows,
            GrowthDomains domains,
            MessageSource texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.figures = figures;
        this.codes = codes;
        this.codeRows = codeRows;
        this.domains = domains;
        this.texts = texts;
        this.clock = clock;
    }

    /** Which of them. */
    record Filter(@Nullable LiveState state, String q) {}

    record SessionRow(
            long id,
            String name,
            Platform platform,
            Instant startsAt,
            Instant endsAt,
            LiveState state,
            Figures figures) {}

    /** Why some were not told, in words. */
    record NotTold(String why, long people) {}

    /** @param codeUrl what the code's picture says */
    record Code(long id, String name, String codeUrl) {}

    /**
     * One session.
     *
     * @param url of its page
     * @param countsUntil the last moment at which orders and friends count for it
     */
    record SessionDetail(
            long id,
            String title,
            Platform platform,
            Instant startsAt,
            Instant endsAt,
            @Nullable String roomUrl,
            String intro,
            int remindMinutes,
            String reminder,
            int orderHours,
            LiveState state,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable Instant cancelledAt,
            @Nullable String cancelText,
            Instant countsUntil,
            String url,
            Code code,
            Figures figures,
            List<NotTold> notTold,
            Instant asOf) {}

    /** The latest start first. */
    Slice<SessionRow> page(Filter filter, @Nullable String after, int size) {
        LivePlace place = LivePlace.of(after);
        Instant now = clock.instant();
        List<LiveSession> found = filtered(
                        "select s.* from channel_live_session s where (s.starts_at, s.id) < (:at, :id) and " + FITTING
                                + " order by s.starts_at desc, s.id desc limit :limit",
                        filter,
                        now)
                .param("at", utc(place.at()))
                .param("id", place.id())
                .param("limit", size + 1)
                .query(LiveRows::session)
                .list();
        Slice<LiveSession> slice =
                Slice.of(found, size, last -> new LivePlace(last.draft().startsAt(), last.id()).after());
        Map<Long, Figures> counted =
                figures.of(slice.items().stream().map(LiveSession::id).toList());
        return new Slice<>(
                slice.items().stream()
                        .map(one -> row(one, counted.getOrDefault(one.id(), Figures.none(one.id())), now))
                        .toList(),
                slice.next());
    }

    long count(Filter filter) {
        return filtered("select count(*) from channel_live_session s where " + FITTING, filter, clock.instant())
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter, Instant now) {
        LiveState state = filter.state();
        return jdbc.sql(sql)
                .param("state", state == null ? "" : state.name())
                .param("q", filter.q().strip())
                .param("now", utc(now));
    }

    private static SessionRow row(LiveSession session, Figures counted, Instant now) {
        return new SessionRow(
                session.id(),
                session.draft().title(),
                session.draft().platform(),
                session.draft().startsAt(),
                session.end(),
                session.stateAt(now),
                counted);
    }

    SessionDetail detail(long id, Locale locale) {
        LiveSession session = rows.require(id);
        Instant now = clock.instant();
        LiveCode code = codeRows.require(session.codeId());
        return new SessionDetail(
                id,
                session.draft().title(),
                session.draft().platform(),
                session.draft().startsAt(),
                session.draft().endsAt(),
                session.draft().roomUrl(),
                session.draft().intro(),
                session.draft().remindMinutes(),
                session.draft().reminder(),
                session.draft().orderHours(),
                session.stateAt(now),
                session.createdAt(),
                session.endedAt(),
                session.cancelledAt(),
                session.cancelText(),
                session.countsUntil(),
                domains.of(session.path()),
                new Code(code.id(), code.name(), codes.urlOf(code.code())),
                figures.of(List.of(id)).getOrDefault(id, Figures.none(id)),
                figures.heldBack(id).stream().map(one -> inWords(one, locale)).toList(),
                now);
    }

    private NotTold inWords(HeldBack one, Locale locale) {
        String why = texts.getMessage(one.reason(), null, one.reason(), locale);
        return new NotTold(why == null ? one.reason() : why, one.people());
    }
}
