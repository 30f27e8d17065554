package io.siyu.reach.channel.direct;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.Eligible;
import io.siyu.reach.channel.code.BrandFallback;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is to be behind a direct code now. */
@Component
public class Behind {

    /** The platform's own limit. */
    static final int MOST_MEMBERS = 100;

    private final Eligible eligible;
    private final BrandFallback brand;
    private final StaffDirectory staff;

    Behind(Eligible eligible, BrandFallback brand, StaffDirectory staff) {
        this.eligible = eligible;
        this.brand = brand;
        this.staff = staff;
    }

    /**
     * @param userIds in one order, so that the same people are the same list; empty only where there is no fallback either
     * @param standingIn nobody of the pool may take visitors: it is the fallback's guide
     */
    public record Members(List<String> userIds, boolean standingIn) {}

    public Members of(LiveCode code, Instant now) {
        List<String> pool = code.serves(now) ? userIds(eligible.of(code, now)) : List.of();
        return pool.isEmpty() ? new Members(fallback(code), true) : new Members(pool, false);
    }

    /** The code's own, else the brand's: the platform refuses a code with nobody behind it. */
    private List<String> fallback(LiveCode code) {
        return Stream.of(code.afterlife().staffId(), brand.get().afterlife().staffId())
                .filter(Objects::nonNull)
                .map(id -> userIds(List.of(new StaffId(id))))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<String> userIds(Collection<StaffId> guides) {
        Map<StaffId, StaffMember> known = staff.byIds(guides);
        return guides.stream()
                .map(known::get)
                .filter((@Nullable StaffMember member) -> member != null && member.active())
                .map(StaffMember::wecomUserId)
                .limit(MOST_MEMBERS)
                .sorted()
                .toList();
    }
}
