package io.siyu.reach.outreach;

import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.alert.Alerts.Raised;
import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.AppMessages;
import io.siyu.gateway.wecom.SendResult;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.outreach.AlertCardRows.Card;
import io.siyu.reach.outreach.AlertCardRows.Wanted;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Brings what was raised to the people concerned as a card in WeChat Work: once a day about one subject, not in the brand's quiet hours, and
 * not when it is over by then.
 */
@Component
class AlertCards implements PolledWork {

    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofHours(12);
    /** Shorter than WeChat Work's memory by what a call can take. */
    private static final Duration REPEATABLE = AppMessages.REMEMBERED.minusMinutes(5);

    private final Alerts alerts;
    private final AlertSettings settings;
    private final AlertCardRows rows;
    private final PolicySettings policy;
    private final StaffDirectory staff;
    private final AppMessages messages;
    private final PublicUrl url;
    private final MessageSource texts;
    private final Clock clock;
    private final BrandZone zone;

    AlertCards(
            Alerts alerts,
            AlertSettings settings,
            AlertCardRows rows,
            PolicySettings policy,
            StaffDirectory staff,
            AppMessages messages,
            PublicUrl url,
            MessageSource texts,
            Clock clock,
            BrandZone zone) {
        this.alerts = alerts;
        this.settings = settings;
        this.rows = rows;
        this.policy = policy;
        this.staff = staff;
        this.messages = messages;
        this.url = url;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "outreach.alert-cards";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        alerts.raisedSince(now.minus(FRESH)).forEach(alert -> plan(alert, now));
        Optional<Card> card = rows.take(now, now.plus(LEASE));
        card.ifPresent(this::bring);
        return card.isPresent();
    }

    private void plan(Raised alert, Instant now) {
        AlertSettings.Setting setting = settings.of(alert.kind());
        if (!setting.card()) {
            return;
        }
        Set<StaffId> people = new LinkedHashSet<>(alert.concerned());
        setting.staffIds().forEach(id -> people.add(new StaffId(id)));
        Instant due = ContactPolicy.outsideQuietHours(policy.current(), now, zone.zone());
        Wanted card = new Wanted(
                alert.id(), alert.kind(), alert.subject(), text(alert, "title"), text(alert, "about"), alert.link());
        people.forEach(person -> rows.plan(card, person, zone.dateOf(due), due));
    }

    /** Cards are written in the brand's language: nobody has asked for another. */
    private String text(Raised alert, String part) {
        String text = texts.getMessage(
                "alert." + alert.kind() + "." + part,
                alert.arguments().toArray(),
                alert.kind(),
                Locale.SIMPLIFIED_CHINESE);
        return text == null ? alert.kind() : text;
    }

    private void bring(Card card) {
        Instant now = clock.instant();
        Optional<StaffMember> person = staff.find(card.staff()).filter(StaffMember::active);
        if (person.isEmpty() || !alerts.isOpen(card.alertId())) {
            rows.end(card.id(), "DROPPED", now, null);
            return;
        }
        Instant due = ContactPolicy.outsideQuietHours(policy.current(), now, zone.zone());
        if (due.isAfter(now)) {
            rows.later(card.id(), due);
            return;
        }
        try {
            String link = url.of("/console" + (card.link() == null ? "/alerts" : card.link()));
            SendResult result = messages.card(
                    Set.of(person.get().wecomUserId()),
                    Bytes.cut(card.title(), 128),
                    Bytes.cut(card.about(), 512),
                    link);
            boolean reached = result.invalidUserIds().isEmpty();
            rows.end(card.id(), reached ? "SENT" : "FAILED", now, reached ? null : "not reachable");
        } catch (WeComException e) {
            failed(card, e);
        }
    }

    /** After a lost answer it is sent again as long as the platform drops what it has delivered already. */
    private void failed(Card card, WeComException e) {
        Instant now = clock.instant();
        Instant first = card.firstTriedAt() == null ? now : card.firstTriedAt();
        Duration patience = e.kind() == WeComException.Kind.UNKNOWN ? REPEATABLE : PATIENCE;
        if (e.kind() == WeComException.Kind.REFUSED || first.plus(patience).isBefore(now)) {
            rows.end(card.id(), "FAILED", now, e.word());
        } else {
            rows.later(card.id(), now.plusSeconds(Math.min(600, 5L << Math.min(card.attempts(), 7))));
        }
    }
}
