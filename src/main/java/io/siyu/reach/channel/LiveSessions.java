package io.siyu.reach.channel;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.live.LiveRows;
import io.siyu.reach.channel.live.LiveSession;
import io.siyu.reach.channel.live.LiveState;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Live sessions (直播场次): each with a live code of its own, by which who came for it is told from everybody else. */
@Component
public class LiveSessions {

    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_INTRO = 500;
    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_URL = 1000;
    private static final int LONGEST_REMINDING = 24 * 60;
    private static final int LONGEST_COUNTING = 7 * 24;
    private static final Duration LONGEST = Duration.ofDays(3);

    private final LiveRows rows;
    private final Codes codes;
    private final CodeRows codeRows;
    private final GrowthDomains domains;
    private final Audit audit;
    private final Clock clock;

    LiveSessions(LiveRows rows, Codes codes, CodeRows codeRows, GrowthDomains domains, Audit audit, Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.codeRows = codeRows;
        this.domains = domains;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * With a new live code of its title, behind which these guides stand.
     *
     * @return its id
     * @throws DomainException {@code channel.live.*} at the field, or what {@link Codes#create} says of the guides
     */
    @Transactional
    public long create(LiveDraft draft, List<StaffId> guides) {
        check(draft);
        List<PoolMember> pool =
                guides.stream().map(guide -> new PoolMember(guide, 1, false)).toList();
        CodeDraft code = new CodeDraft(draft.title().strip(), pool, null, Set.of(), "", WelcomePlan.NONE, true, null);
        return make(draft, codes.create(code).id());
    }

    /**
     * With a live code that is there.
     *
     * @throws DomainException also {@code channel.live.code_taken} when it is another session's
     */
    @Transactional
    public long create(LiveDraft draft, long code) {
        check(draft);
        if (codeRows.find(code).filter(LiveCode::open).isEmpty()) {
            throw DomainException.invalid("codeId", "channel.fallback_code_unknown");
        }
        if (!codeRows.require(code).serves(draft.endsAt())) {
            throw DomainException.invalid("codeId", "channel.live.code_ends");
        }
        return make(draft, code);
    }

    private long make(LiveDraft draft, long code) {
        Instant now = clock.instant();
        if (!draft.endsAt().isAfter(now)) {
            throw DomainException.invalid("endsAt", "channel.live.past");
        }
        long id = rows.insert(draft, code, now);
        audit.record("channel.live.create", Subject.of("live-session", id, draft.title()), null, draft);
        return id;
    }

    /**
     * A session that runs keeps its start, one that is over keeps all its times: what was counted by them stays true.
     *
     * @throws DomainException {@code channel.live.started}, {@code channel.live.over} and those of {@link #create}
     */
    @Transactional
    public void edit(long id, LiveDraft draft) {
        check(draft);
        LiveSession before = rows.lock(id);
        Instant now = clock.instant();
        LiveDraft old = before.draft();
        LiveState state = before.stateAt(now);
        if (state != LiveState.COMING && !draft.startsAt().equals(old.startsAt())) {
            throw DomainException.invalid("startsAt", "channel.live.started");
        }
        boolean settled = state == LiveState.OVER || state == LiveState.CANCELLED;
        if (settled && (!draft.endsAt().equals(old.endsAt()) || draft.orderHours() != old.orderHours())) {
            throw DomainException.invalid("endsAt", "channel.live.over");
        }
        if (!settled && !draft.endsAt().isAfter(now)) {
            throw DomainException.invalid("endsAt", "channel.live.past");
        }
        rows.update(id, draft);
        audit.record("channel.live.edit", Subject.of("live-session", id, draft.title()), old, draft);
    }

    /**
     * Before its planned end (下播).
     *
     * @throws DomainException {@code channel.live.not_live}
     */
    @Transactional
    public void end(long id) {
        LiveSession session = rows.lock(id);
        Instant now = clock.instant();
        if (session.stateAt(now) != LiveState.LIVE) {
            throw DomainException.conflict("channel.live.not_live");
        }
        rows.end(id, now);
        audit.record("channel.live.end", subject(session), null, Map.of("endedAt", now));
    }

    /**
     * There will be none. Everybody who had reserved is told.
     *
     * @param words for them; absent: nobody is told
     * @throws DomainException {@code channel.live.over} when there is nothing left to cancel
     */
    @Transactional
    public void cancel(long id, @Nullable String words) {
        LiveSession session = rows.lock(id);
        Instant now = clock.instant();
        LiveState state = session.stateAt(now);
        if (state == LiveState.OVER || state == LiveState.CANCELLED) {
            throw DomainException.conflict("channel.live.over");
        }
        String text = words == null || words.isBlank() ? null : words.strip();
        if (text != null && text.length() > LONGEST_WORDS) {
            throw DomainException.invalid("words", "channel.live.words_invalid", LONGEST_WORDS);
        }
        rows.cancel(id, text, now);
        audit.record(
                "channel.live.cancel", subject(session), null, text == null ? Map.of() : Map.of("cancelText", text));
    }

    /** How many of those who reserved are still to be told what there is to tell now. */
    public long untold(long id) {
        return rows.untold(rows.require(id), clock.instant());
    }

    public boolean isLive(long id) {
        return rows.require(id).stateAt(clock.instant()) == LiveState.LIVE;
    }

    /** @throws DomainException {@code channel.live.not_found} at the field, unless all of these sessions are there */
    public void requireAll(Set<Long> ids, String field) {
        rows.requireAll(ids, field);
    }

    /** The address of its page. */
    public String urlOf(long id) {
        return domains.of(rows.require(id).path());
    }

    /** The address of the live code by which its friends come. */
    public String codeUrlOf(long id) {
        return codes.urlOf(codeRows.require(codeOf(id)).code());
    }

    /** The live code by which its friends come. */
    public long codeOf(long id) {
        return rows.require(id).codeId();
    }

    private static Subject subject(LiveSession session) {
        return Subject.of("live-session", session.id(), session.draft().title());
    }

    private static void check(LiveDraft draft) {
        String room = draft.roomUrl();
        require(!draft.title().isBlank() && draft.title().length() <= LONGEST_TITLE, "title", LONGEST_TITLE);
        require(draft.intro().length() <= LONGEST_INTRO, "intro", LONGEST_INTRO);
        require(!draft.reminder().isBlank() && draft.reminder().length() <= LONGEST_WORDS, "reminder", LONGEST_WORDS);
        require(room == null || (room.length() <= LONGEST_URL && WebAddress.is(room)), "roomUrl", LONGEST_URL);
        require(within(draft.remindMinutes(), LONGEST_REMINDING), "remindMinutes", LONGEST_REMINDING);
        require(within(draft.orderHours(), LONGEST_COUNTING), "orderHours", LONGEST_COUNTING);
        if (!draft.endsAt().isAfter(draft.startsAt())
                || draft.endsAt().isAfter(draft.startsAt().plus(LONGEST))) {
            throw DomainException.invalid("endsAt", "channel.live.times_invalid", LONGEST.toDays());
        }
    }

    /** Each field has its own words: {@code channel.live.title_invalid}. */
    private static void require(boolean fine, String field, int limit) {
        if (!fine) {
            throw DomainException.invalid(field, "channel.live." + field + "_invalid", limit);
        }
    }

    private static boolean within(int number, int most) {
        return number >= 0 && number <= most;
    }
}
