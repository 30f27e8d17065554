package io.siyu.reach.channel.code;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.reach.channel.code.CodeFigures.Figures;
import io.siyu.reach.channel.code.CodeFigures.TodayAndTotal;
import io.siyu.reach.channel.direct.DirectWays;
import io.siyu.reach.channel.landing.ContactWayStock;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.shared.BrandZone;
import io.siyu.shared.Page;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Live codes as the console reads them. */
@Component
class CodeViews {

    private final CodeList list;
    private final Codes codes;
    private final Prints prints;
    private final CodeFigures figures;
    private final ContactWayStock stock;
    private final DirectWays direct;
    private final Leases leases;
    private final StaffDirectory staff;
    private final Stores stores;
    private final Clock clock;
    private final BrandZone zone;

    CodeViews(
            CodeList list,
            Codes codes,
            Prints prints,
            CodeFigures figures,
            ContactWayStock stock,
            DirectWays direct,
            Leases leases,
            StaffDirectory staff,
            Stores stores,
            Clock clock,
            BrandZone zone) {
        this.list = list;
        this.codes = codes;
        this.prints = prints;
        this.figures = figures;
        this.stock = stock;
        this.direct = direct;
        this.leases = leases;
        this.staff = staff;
        this.stores = stores;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param serving whether it takes visitors in at this moment; else it was stopped, has expired or is archived */
    record CodeRow(
            long id,
            String code,
            String url,
            CodeMode mode,
            String name,
            int guides,
            Figures today,
            Figures total,
            Instant createdAt,
            @Nullable Instant archivedAt,
            @Nullable Instant stoppedAt,
            @Nullable Instant expiresAt,
            boolean serving,
            Set<String> campaigns) {}

    /**
     * A guide behind a code.
     *
     * @param cap their own daily cap, in place of the code's
     * @param onShift whether a shift of theirs is on now
     * @param fullOverall whether they have taken as many today as they may by all codes
     * @param adds today's
     * @param reserved visitors who may still become friends within ten minutes
     * @param ready whether a contact way is ready to be shown
     * @param failure why none can be made: kind and code of the refusal, {@code REFUSED 41054}, or {@code GUIDE_UNKNOWN}
     */
    record GuideRow(
            long staffId,
            String name,
            @Nullable String store,
            int weight,
            boolean backup,
            @Nullable Integer cap,
            Set<String> shifts,
            boolean active,
            boolean onDuty,
            boolean away,
            boolean onShift,
            boolean fullOverall,
            int adds,
            int reserved,
            int turns,
            @Nullable Integer dailyCap,
            boolean ready,
            @Nullable String failure) {}

    /** @param printable whether its picture is there: the platform's own takes a moment to be made */
    record CodeDetail(
            long id,
            String code,
            String url,
            CodeMode mode,
            String name,
            @Nullable Integer dailyCap,
            Set<Long> tagIds,
            String welcomeText,
            WelcomePlan welcome,
            boolean skipVerify,
            @Nullable String fallbackText,
            AllocationRules rules,
            Afterlife afterlife,
            Set<String> campaigns,
            RemarkRule remark,
            Instant createdAt,
            @Nullable Instant archivedAt,
            @Nullable Instant stoppedAt,
            boolean serving,
            List<Prints.Print> prints,
            Figures today,
            Figures total,
            Instant asOf,
            boolean printable,
            List<GuideRow> guides) {}

    Page<CodeRow> page(CodeList.Filter filter, int page, int size) {
        return new Page<>(withFigures(list.page(filter, page, size)), list.count(filter));
    }

    Slice<CodeRow> below(long id, CodeList.Filter filter, int size) {
        List<CodeRow> items = withFigures(list.below(id, filter, size + 1));
        return Slice.of(items, size, row -> Long.toString(row.id()));
    }

    private List<CodeRow> withFigures(List<LiveCode> found) {
        Map<Long, TodayAndTotal> numbers =
                figures.of(found.stream().map(LiveCode::id).toList());
        return found.stream().map(code -> row(code, numbersOf(code, numbers))).toList();
    }

    CodeDetail detail(LiveCode code) {
        TodayAndTotal numbers = numbersOf(code, figures.of(List.of(code.id())));
        return new CodeDetail(
                code.id(),
                code.code(),
                codes.urlOf(code.code()),
                code.mode(),
                code.name(),
                code.dailyCap(),
                code.tagIds(),
                code.welcomeText(),
                code.welcome(),
                code.skipVerify(),
                code.fallbackText(),
                code.rules(),
                code.afterlife(),
                code.campaigns(),
                code.remark(),
                code.createdAt(),
                code.archivedAt(),
                code.stoppedAt(),
                code.serves(clock.instant()),
                prints.of(Prints.Kind.CODE, code.id()),
                numbers.today(),
                numbers.total(),
                clock.instant(),
                code.mode() != CodeMode.DIRECT
                        || !direct.contents(List.of(code.id())).isEmpty(),
                guides(code));
    }

    private CodeRow row(LiveCode code, TodayAndTotal numbers) {
        return new CodeRow(
                code.id(),
                code.code(),
                codes.urlOf(code.code()),
                code.mode(),
                code.name(),
                code.pool().size(),
                numbers.today(),
                numbers.total(),
                code.createdAt(),
                code.archivedAt(),
                code.stoppedAt(),
                code.afterlife().expiresAt(),
                code.serves(clock.instant()),
                code.campaigns());
    }

    private List<GuideRow> guides(LiveCode code) {
        Map<StaffId, Count> counts = figures.guidesToday(code);
        Set<StaffId> ready = leases.reachable(code.id(), clock.instant());
        Set<StaffId> full = figures.fullToday(code);
        Map<Long, String> failures = stock.failures(code.id()).stream()
                .collect(Collectors.toMap(ContactWayStock.Failure::staffId, ContactWayStock.Failure::failure));
        return code.pool().stream()
                .map(member -> guide(
                        code,
                        member,
                        counts.getOrDefault(member.staff(), Count.NONE),
                        ready.contains(member.staff()),
                        full.contains(member.staff()),
                        failures.get(member.staff().value())))
                .toList();
    }

    private GuideRow guide(
            LiveCode code, PoolMember member, Count count, boolean ready, boolean full, @Nullable String failure) {
        Optional<StaffMember> known = staff.find(member.staff());
        return new GuideRow(
                member.staff().value(),
                known.map(StaffMember::name).orElse(""),
                known.map(StaffMember::storeId)
                        .flatMap(stores::find)
                        .map(Store::name)
                        .orElse(null),
                member.weight(),
                member.backup(),
                member.cap(),
                member.shifts(),
                known.map(StaffMember::active).orElse(false),
                known.map(StaffMember::onDuty).orElse(false),
                known.map(StaffMember::away).orElse(false),
                Schedule.of(code.rules(), member.shifts(), member.staff())
                        .covers(LocalDateTime.ofInstant(clock.instant(), zone.zone())),
                full,
                count.adds(),
                count.reserved(),
                count.turns(),
                member.cap() == null ? code.dailyCap() : member.cap(),
                ready,
                failure);
    }

    private static TodayAndTotal numbersOf(LiveCode code, Map<Long, TodayAndTotal> numbers) {
        return numbers.getOrDefault(code.id(), new TodayAndTotal(Figures.NONE, Figures.NONE));
    }
}
