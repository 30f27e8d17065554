package io.siyu.loyalty.coupon;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of coupons there are. */
@Component
public class CouponTemplates {

    private final Templates templates;
    private final Audit audit;
    private final Clock clock;

    CouponTemplates(Templates templates, Audit audit, Clock clock) {
        this.templates = templates;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a template that can be given out at once.
     *
     * @return its id
     */
    @Transactional
    public long create(CouponDraft draft) {
        CouponTemplate template = templates.save(CouponTemplate.of(draft, clock.instant()));
        audit.record("coupon.template.create", "coupon-template", template.id(), null, draft);
        return template.id();
    }

    @Transactional
    void edit(long id, CouponDraft draft) {
        change(id, "edit", template -> template.edit(draft));
    }

    @Transactional
    void stop(long id) {
        change(id, "stop", CouponTemplate::stop);
    }

    @Transactional
    void resume(long id) {
        change(id, "resume", CouponTemplate::resume);
    }

    @Transactional
    void archive(long id) {
        change(id, "archive", template -> template.archive(clock.instant()));
    }

    /** @throws DomainException {@code coupon.template_not_found}, {@code coupon.stopped}, {@code coupon.ended} */
    @Transactional(readOnly = true, noRollbackFor = DomainException.class)
    public void requireIssuable(long templateId) {
        CouponTemplate template = require(templateId);
        if (template.archived() || template.stopped()) {
            throw DomainException.conflict("coupon.stopped");
        }
        Instant ends = template.endsAt();
        if (ends != null && !clock.instant().isBefore(ends)) {
            throw DomainException.conflict("coupon.ended");
        }
    }

    /** @throws DomainException {@code coupon.template_not_found} */
    @Transactional(readOnly = true, noRollbackFor = DomainException.class)
    public String nameOf(long templateId) {
        return require(templateId).name();
    }

    private CouponTemplate require(long id) {
        return templates.findById(id).orElseThrow(() -> DomainException.notFound("coupon.template_not_found"));
    }

    private void change(long id, String what, Consumer<CouponTemplate> change) {
        CouponTemplate template =
                templates.lockById(id).orElseThrow(() -> DomainException.notFound("coupon.template_not_found"));
        State before = State.of(template);
        change.accept(template);
        Subject subject = Subject.of("coupon-template", id, template.name());
        audit.record("coupon.template." + what, subject, before, State.of(template));
    }

    private record State(CouponDraft draft, boolean stopped, boolean archived) {
        static State of(CouponTemplate template) {
            return new State(template.draft(), template.stopped(), template.archived());
        }
    }
}
