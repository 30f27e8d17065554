package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.figures.FigureTable.Line;
import io.siyu.reach.channel.figures.Wanted.Comparison;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.BrandZone;
import io.siyu.shared.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What live codes bring and cost, in the console. */
@RestController
@RequestMapping("/api/admin/channel-figures")
class FigureController {

    static final int USUAL_DAYS = 30;

    private final FigureTable table;
    private final Waits waits;
    private final CurrentOperator operator;
    private final Clock clock;
    private final BrandZone zone;

    FigureController(FigureTable table, Waits waits, CurrentOperator operator, Clock clock, BrandZone zone) {
        this.table = table;
        this.waits = waits;
        this.operator = operator;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param from first day; absent: thirty days until {@code to}
     * @param to last day; absent: today
     * @param compare absent: with nothing
     */
    record Asking(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Comparison compare,
            @Nullable Long codeId,
            @Nullable Long templateId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            @Nullable String campaign) {

        Comparison comparison() {
            return compare == null ? Comparison.NONE : compare;
        }

        Narrowing narrowing() {
            return new Narrowing(
                    codeId, templateId, storeId, staffId, campaign == null || campaign.isBlank() ? null : campaign);
        }
    }

    /**
     * What is counted, and what it comes to.
     *
     * @param net adds less deletions
     * @param linkAdds of the adds, those by an acquisition link
     * @param talked who wrote first (开口); absent where nobody came by an acquisition link, for then it is not seen
     * @param costPerAddFen absent where nothing was spent, or nobody was added
     */
    record Counted(
            long scans,
            long adds,
            long lateAdds,
            long buyers,
            long deletions,
            long net,
            long firstOrders,
            long buyerOrders,
            long firstOrderFen,
            long lost,
            long ordered,
            long linkAdds,
            @Nullable Long talked,
            @Nullable Integer medianSeconds,
            long costFen,
            @Nullable Long costPerAddFen,
            @Nullable Long costPerFirstOrderFen) {

        static Counted of(Figures figures) {
            return new Counted(
                    figures.scans(),
                    figures.adds(),
                    figures.lateAdds(),
                    figures.buyers(),
                    figures.deletions(),
                    figures.net(),
                    figures.firstOrders(),
                    figures.buyerOrders(),
                    figures.firstOrderFen(),
                    figures.lost(),
                    figures.ordered(),
                    figures.linkAdds(),
                    figures.seenTalking(),
                    figures.medianSeconds(),
                    figures.costFen(),
                    figures.costPerAddFen(),
                    figures.costPerFirstOrderFen());
        }
    }

    /**
     * @param key a day, an id or a campaign; empty: what belongs to none
     * @param name absent for days, campaigns and for what belongs to none
     * @param before of the period it is compared with
     */
    record Row(
            String key,
            @Nullable String name,
            Counted figures,
            @Nullable Counted before) {}

    record DayPoint(
            LocalDate day, Counted figures, @Nullable Counted before) {}

    /**
     * The whole period at a glance.
     *
     * @param days without medians
     */
    record Summary(
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate beforeFrom,
            @Nullable LocalDate beforeTo,
            Counted total,
            @Nullable Counted before,
            List<DayPoint> days,
            Instant asOf) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<Row> list(
            @ParameterObject Asking asking,
            @RequestParam(defaultValue = "CODE") Dimension by,
            @RequestParam(defaultValue = "adds,desc") String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        List<Line> lines = table.lines(by, wanted(asking), asking.comparison(), sort);
        int limit = Math.clamp(size, 1, 400);
        List<Line> shown = table.timed(
                by,
                wanted(asking),
                asking.comparison(),
                lines.stream()
                        .skip((long) Math.max(0, page) * limit)
                        .limit(limit)
                        .toList());
        Map<String, String> names = table.names(by, shown);
        return new Page<>(
                shown.stream()
                        .map(line -> new Row(
                                line.key(), names.get(line.key()), Counted.of(line.figures()), beside(line.before())))
                        .toList(),
                lines.size());
    }

    @GetMapping("/summary")
    @RequiresPermission("channel.read")
    Summary summary(@ParameterObject Asking asking) {
        Wanted wanted = wanted(asking);
        Wanted before = wanted.before(asking.comparison());
        List<Line> days = table.lines(Dimension.DAY, wanted, asking.comparison(), "key,asc");
        return new Summary(
                wanted.from(),
                wanted.to(),
                before == null ? null : before.from(),
                before == null ? null : before.to(),
                Counted.of(total(wanted, days.stream().map(Line::figures))),
                before == null
                        ? null
                        : Counted.of(
                                total(before, days.stream().map(Line::before).filter(Objects::nonNull))),
                days.stream()
                        .map(line -> new DayPoint(
                                LocalDate.parse(line.key()), Counted.of(line.figures()), beside(line.before())))
                        .toList(),
                clock.instant());
    }

    private Figures total(Wanted wanted, Stream<Figures> days) {
        return days.reduce(Figures.NONE, Figures::plus)
                .with(waits.medians(Dimension.ALL, wanted).get(""));
    }

    private Wanted wanted(Asking asking) {
        LocalDate to = asking.to() == null ? zone.dateOf(clock.instant()) : asking.to();
        LocalDate from = asking.from() == null ? to.minusDays(USUAL_DAYS - 1) : asking.from();
        return new Wanted(from, to, asking.narrowing(), operator.scope());
    }

    private static @Nullable Counted beside(@Nullable Figures before) {
        return before == null ? null : Counted.of(before);
    }
}
