package io.siyu.reach.channel.code;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.direct.DirectWays;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How codes end: never by vanishing. What is printed is only stopped, and what is stopped shows something else. */
@Component
public class CodeLife {

    private static final Pattern OUR_PICTURE = Pattern.compile("/files/[a-z0-9]{26}");

    private final CodeRows rows;
    private final BrandFallback brand;
    private final StaffDirectory staff;
    private final DirectWays direct;
    private final Audit audit;
    private final Clock clock;

    CodeLife(CodeRows rows, BrandFallback brand, StaffDirectory staff, DirectWays direct, Audit audit, Clock clock) {
        this.rows = rows;
        this.brand = brand;
        this.staff = staff;
        this.direct = direct;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws DomainException at the field of what is not there to be shown */
    public void check(Afterlife afterlife) {
        if (afterlife.codeId() != null
                && rows.find(afterlife.codeId()).filter(LiveCode::open).isEmpty()) {
            throw DomainException.invalid("afterlife.codeId", "channel.fallback_code_unknown");
        }
        if (afterlife.staffId() != null
                && staff.find(new StaffId(afterlife.staffId()))
                        .filter(StaffMember::active)
                        .isEmpty()) {
            throw DomainException.invalid("afterlife.staffId", "channel.guide_unknown");
        }
        String picture = afterlife.pictureUrl();
        if (picture != null && !OUR_PICTURE.matcher(picture).matches()) {
            throw DomainException.invalid("afterlife.pictureUrl", "channel.fallback_picture_unknown");
        }
    }

    /** @throws DomainException {@code channel.stop_without_fallback} when nothing would be shown in its place */
    @Transactional
    void stop(long id) {
        LiveCode code = rows.require(id);
        boolean shows = code.afterlife().showsSomething()
                || (code.fallbackText() != null && !code.fallbackText().isBlank())
                || brand.showsSomething();
        if (!shows) {
            throw DomainException.conflict("channel.stop_without_fallback");
        }
        rows.stop(id, clock.instant());
        direct.changed(id);
        audit.record("channel.code.stop", Subject.of("code", id, code.name()), null, null);
    }

    @Transactional
    void resume(long id) {
        LiveCode code = rows.require(id);
        rows.stop(id, null);
        direct.changed(id);
        audit.record("channel.code.resume", Subject.of("code", id, code.name()), null, null);
    }
}
