package io.siyu.reach.channel.landing;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.code.BrandFallback;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.link.GuideLinks;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a printed code shows, whatever became of it: a guide, else what was set for the code, else what was set for the brand. */
@Component
public class Landings {

    private final Scans scans;
    private final VisitTraces traces;
    private final GuideLinks links;
    private final CodeRows codes;
    private final BrandFallback brand;
    private final StaffDirectory staff;
    private final Leases leases;
    private final Clock clock;

    Landings(
            Scans scans,
            VisitTraces traces,
            GuideLinks links,
            CodeRows codes,
            BrandFallback brand,
            StaffDirectory staff,
            Leases leases,
            Clock clock) {
        this.scans = scans;
        this.traces = traces;
        this.links = links;
        this.codes = codes;
        this.brand = brand;
        this.staff = staff;
        this.leases = leases;
        this.clock = clock;
    }

    /** @param publicCode what the printed address of a live code says */
    public Landing open(String publicCode, Visit visit) {
        Landing landing = open(publicCode, visit.visitor());
        if (landing instanceof Landing.Guide shown && shown.scanId() != null) {
            if (!shown.again()) {
                traces.note(shown.scanId(), shown.code().id(), clock.instant(), visit);
            }
            return shown.code().mode() == CodeMode.ACQUISITION_LINK ? link(shown, shown.scanId()) : shown;
        }
        return landing;
    }

    private Landing link(Landing.Guide shown, long scanId) {
        return links.of(shown.code().id(), shown.guide().id(), scanId)
                .<Landing>map(url -> new Landing.Link(shown.code(), shown.guide(), scanId, url))
                .orElse(shown);
    }

    private Landing open(String publicCode, String visitor) {
        Landing landing = scans.scan(publicCode, visitor);
        return switch (landing) {
            case Landing.Guide shown -> shown;
            case Landing.Link link -> link;
            case Landing.Soon soon -> soon;
            case Landing.Busy busy -> busy;
            case Landing.Instead set -> set;
            case Landing.Nobody(LiveCode code) -> instead(Optional.of(code), visitor, landing);
            case Landing.Closed() -> instead(codes.byCode(publicCode), visitor, landing);
        };
    }

    private Landing instead(Optional<LiveCode> code, String visitor, Landing otherwise) {
        boolean later = otherwise instanceof Landing.Nobody;
        BrandFallback.Default usual = brand.get();
        return code.flatMap(one -> shown(one, one.afterlife(), one.fallbackText(), visitor, later))
                .or(() -> shown(code.orElse(null), usual.afterlife(), usual.text(), visitor, later))
                .orElse(otherwise);
    }

    private Optional<Landing> shown(
            @Nullable LiveCode code, Afterlife afterlife, @Nullable String text, String visitor, boolean later) {
        return otherCode(code, afterlife, visitor)
                .or(() -> guide(code, afterlife))
                .or(() -> words(afterlife.pictureUrl(), text, later));
    }

    /** One step only: where the other code has nobody either, its own fallback is not asked. */
    private Optional<Landing> otherCode(@Nullable LiveCode code, Afterlife afterlife, String visitor) {
        Long id = afterlife.codeId();
        if (id == null || (code != null && code.id() == id)) {
            return Optional.empty();
        }
        return codes.find(id)
                .filter(other -> other.serves(clock.instant()))
                .map(other -> scans.scan(other.code(), visitor))
                .filter(landing -> landing instanceof Landing.Guide || landing instanceof Landing.Soon);
    }

    /** By the guide's common contact way: such an add does not know its scan. */
    private Optional<Landing> guide(@Nullable LiveCode code, Afterlife afterlife) {
        if (afterlife.staffId() == null) {
            return Optional.empty();
        }
        return staff.find(new StaffId(afterlife.staffId()))
                .filter(StaffMember::active)
                .flatMap(member -> leases.commonOf(member.id())
                        .flatMap(way ->
                                codeOf(code, way).map(of -> new Landing.Guide(of, member, null, way.qrUrl(), false))));
    }

    private Optional<LiveCode> codeOf(@Nullable LiveCode code, Leases.Shared way) {
        return Optional.ofNullable(code).or(() -> codes.find(way.codeId()));
    }

    private static Optional<Landing> words(@Nullable String picture, @Nullable String text, boolean later) {
        boolean silent = picture == null && (text == null || text.isBlank());
        return silent ? Optional.empty() : Optional.of(new Landing.Instead(text, picture, later));
    }
}
