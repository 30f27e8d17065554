package io.siyu.reach.channel;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.reach.channel.card.CardBatch;
import io.siyu.reach.channel.card.CardBatchRows;
import io.siyu.reach.channel.card.CardCodes;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Parcel cards and letters: batches of codes that are each scanned, used and bound to an order once. */
@Component
public class CardBatches {

    private static final int MOST = 1_000_000;
    private static final int LONGEST_NAME = 60;

    private final CardBatchRows rows;
    private final CardCodes cards;
    private final CodeRows codes;
    private final CouponTemplates coupons;
    private final Prints prints;
    private final Audit audit;
    private final Clock clock;

    CardBatches(
            CardBatchRows rows,
            CardCodes cards,
            CodeRows codes,
            CouponTemplates coupons,
            Prints prints,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.cards = cards;
        this.codes = codes;
        this.coupons = coupons;
        this.prints = prints;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A million as quickly as one: nothing is written for a card before it is scanned.
     *
     * @return its id
     * @throws DomainException {@code channel.card.*} at the field
     */
    @Transactional
    public int create(CardDraft draft) {
        check(draft, null);
        cards.prepare();
        int id = rows.insert(draft, clock.instant());
        audit.record("channel.card.create", "card-batch", id, null, draft);
        return id;
    }

    /** @throws DomainException also {@code channel.card.fewer}: a card that may be printed stays one */
    @Transactional
    public void edit(int id, CardDraft draft) {
        CardBatch before = rows.lock(id);
        check(draft, before.draft());
        rows.update(id, draft);
        if (draft.codeId() != before.draft().codeId()) {
            protect(id, draft);
        }
        audit.record("channel.card.edit", Subject.of("card-batch", id, draft.name()), before.draft(), draft);
    }

    /** Who scans one of those that are out there is taken in by this code from now on. */
    private void protect(int id, CardDraft draft) {
        int printed = rows.printed(id);
        if (printed > 0) {
            prints.printed(
                    Prints.Kind.CODE, List.of(draft.codeId()), draft.name().strip(), printed, clock.instant());
        }
    }

    /** @throws DomainException {@code channel.card.printed} once its file was fetched or one of them was scanned */
    @Transactional
    public void delete(int id) {
        CardBatch batch = rows.lock(id);
        prints.requireNone(Prints.Kind.CARD_BATCH, id);
        if (!rows.delete(id)) {
            throw DomainException.conflict("channel.card.printed");
        }
        audit.record(
                "channel.card.delete",
                Subject.of("card-batch", id, batch.draft().name()),
                batch.draft(),
                null);
    }

    /** What the QR picture of one card says. */
    public String urlOf(int batch, int serial) {
        return cards.urlOf(batch, serial);
    }

    private void check(CardDraft draft, @Nullable CardDraft before) {
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            throw DomainException.invalid("name", "channel.card.name_invalid", LONGEST_NAME);
        }
        if (draft.headline().isBlank() || draft.headline().length() > LONGEST_NAME) {
            throw DomainException.invalid("headline", "channel.card.headline_invalid", LONGEST_NAME);
        }
        if (draft.cards() < 1 || draft.cards() > MOST) {
            throw DomainException.invalid("cards", "channel.card.count_invalid", MOST);
        }
        if (before != null && draft.cards() < before.cards()) {
            throw DomainException.invalid("cards", "channel.card.fewer", before.cards());
        }
        if (codes.find(draft.codeId()).isEmpty()) {
            throw DomainException.invalid("codeId", "channel.code_not_found");
        }
        String member = draft.memberUrl();
        if (member != null && !WebAddress.is(member)) {
            throw DomainException.invalid("memberUrl", "channel.card.member_url_invalid");
        }
        Long coupon = draft.couponTemplateId();
        if (coupon != null && (before == null || !coupon.equals(before.couponTemplateId()))) {
            coupons.requireIssuable(coupon);
        }
    }
}
