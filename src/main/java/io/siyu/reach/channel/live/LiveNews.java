package io.siyu.reach.channel.live;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Purpose;
import io.siyu.people.relation.Relations;
import io.siyu.reach.channel.live.LiveGuests.Guest;
import io.siyu.reach.channel.live.LiveSession.News;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.reach.outreach.TouchResult;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has guides tell those who reserved that a live session begins, or that it is off. Some people a transaction, in which the touch and
 * the mark that they were told are written together: a crash tells nobody twice and forgets nobody.
 */
@Component
class LiveNews implements PolledWork {

    static final String TOO_LATE = "channel.live.too_late";

    private static final int BATCH = 50;

    private final LiveRows rows;
    private final LiveGuests guests;
    private final LiveWords words;
    private final CustomerDirectory customers;
    private final Relations relations;
    private final Outreach outreach;
    private final OneByOne oneByOne;
    private final Clock clock;

    LiveNews(
            LiveRows rows,
            LiveGuests guests,
            LiveWords words,
            CustomerDirectory customers,
            Relations relations,
            Outreach outreach,
            OneByOne oneByOne,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.words = words;
        this.customers = customers;
        this.relations = relations;
        this.outreach = outreach;
        this.oneByOne = oneByOne;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.live-news";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        boolean told = false;
        for (LiveSession session : rows.withNews(now)) {
            List<CustomerId> untold = session.newsAt(now)
                    .map(news -> guests.untold(session.id(), news.name(), now, BATCH))
                    .orElse(List.of());
            told |= oneByOne.each(session.id(), untold, some -> tell(session.id(), some)) > 0;
        }
        return told;
    }

    /** What there is to tell is read again under a lock: a start that is moved meanwhile is moved before or after. @return how many */
    private int tell(long id, List<CustomerId> some) {
        LiveSession session = rows.hold(id);
        Optional<News> known = session.newsAt(clock.instant());
        if (known.isEmpty()) {
            return 0;
        }
        News news = known.get();
        Set<CustomerId> held = customers.hold(some);
        List<Guest> taken = guests.takeUntold(id, news.name(), held);
        Map<CustomerId, CustomerCard> cards = customers.cards(held);
        taken.forEach(guest -> tell(session, news, guest, cards.get(guest.customer())));
        return taken.size();
    }

    private void tell(LiveSession session, News news, Guest guest, @Nullable CustomerCard card) {
        String text = news.off() ? session.cancelText() : session.draft().reminder();
        Touch touch = new Touch(
                guest.customer(),
                relations.follows(guest.staff(), guest.customer()) ? guest.staff() : null,
                Purpose.SERVICE,
                Touch.Kind.GUIDE_TASK,
                words.fill(text == null ? "" : text, session, card == null ? null : card.name()),
                news.off() ? "预约的直播取消了" : "预约了直播「" + session.draft().title() + "」，快开播了",
                "live:" + session.id() + ":" + news.name() + ":" + guest.customer());
        Long former = guest.touchId();
        if (former != null) {
            outreach.withdraw(former, LiveWithdrawals.reason(session.stateAt(clock.instant())));
        }
        propose(session, news, guest, touch);
    }

    private void propose(LiveSession session, News news, Guest guest, Touch touch) {
        Instant now = clock.instant();
        if (comesTooLate(session, news, touch)) {
            guests.told(guest, news.name(), TOO_LATE, null, now);
            return;
        }
        switch (outreach.propose(touch)) {
            case TouchResult.Suppressed(long id, String why) -> guests.told(guest, news.name(), why, null, now);
            case TouchResult.Accepted(long id) -> guests.told(guest, news.name(), null, news.off() ? null : id, now);
        }
    }

    /** Held by the quiet hours until the session is over. */
    private boolean comesTooLate(LiveSession session, News news, Touch touch) {
        Outreach.Preview preview = outreach.preview(touch);
        return !news.off() && preview.reason() == null && !preview.dueAt().isBefore(session.end());
    }
}
