package io.siyu.reach.outreach;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.AppMessages;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.LeadLetters;
import io.siyu.people.relation.LeadLetters.Letter;
import io.siyu.people.staff.LeadsAddress;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Brings a guide the way to their own leads as a card in WeChat Work, and to nobody else; not in the brand's quiet hours. */
@Component
class LeadCards implements PolledWork {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofHours(12);

    private final LeadLetters letters;
    private final LeadsAddress addresses;
    private final PolicySettings policy;
    private final StaffDirectory staff;
    private final AppMessages messages;
    private final PublicUrl url;
    private final Clock clock;
    private final BrandZone zone;

    LeadCards(
            LeadLetters letters,
            LeadsAddress addresses,
            PolicySettings policy,
            StaffDirectory staff,
            AppMessages messages,
            PublicUrl url,
            Clock clock,
            BrandZone zone) {
        this.letters = letters;
        this.addresses = addresses;
        this.policy = policy;
        this.staff = staff;
        this.messages = messages;
        this.url = url;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "outreach.lead-cards";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        Optional<Letter> letter = letters.take(now, now.plus(LEASE));
        letter.ifPresent(this::bring);
        return letter.isPresent();
    }

    private void bring(Letter letter) {
        Instant now = clock.instant();
        Instant due = ContactPolicy.outsideQuietHours(policy.current(), now, zone.zone());
        if (due.isAfter(now)) {
            letters.later(letter, due);
            return;
        }
        Optional<StaffMember> guide = staff.find(letter.staff()).filter(StaffMember::active);
        Optional<String> page = letter.leads() == 0 ? Optional.empty() : addresses.of(letter.staff());
        if (guide.isEmpty() || page.isEmpty()) {
            letters.done(letter);
            return;
        }
        try {
            messages.card(
                    Set.of(guide.get().wecomUserId()),
                    "有线索等你联系",
                    "你手上有 %d 条线索。点开看联系谁、记下结果。这个页面只给你本人，请不要转发。".formatted(letter.leads()),
                    url.of(page.get()));
            letters.done(letter);
        } catch (WeComException e) {
            failed(letter, e);
        }
    }

    /** After a lost answer it may arrive twice: better than not at all. */
    private void failed(Letter letter, WeComException e) {
        Instant now = clock.instant();
        if (e.kind() == WeComException.Kind.REFUSED
                || letter.firstTriedAt().plus(PATIENCE).isBefore(now)) {
            letters.done(letter);
        } else {
            letters.later(letter, now.plusSeconds(Math.min(600, 5L << Math.min(letter.attempts(), 7))));
        }
    }
}
