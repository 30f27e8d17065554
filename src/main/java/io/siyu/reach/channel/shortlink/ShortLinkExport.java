package io.siyu.reach.channel.shortlink;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.shortlink.ShortLinks.OpenedDay;
import io.siyu.shared.Slice;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How often short links were opened, day by day, as a file. */
@Component
class ShortLinkExport implements ExportSource {

    private final ShortLinks links;
    private final GrowthDomains domains;

    ShortLinkExport(ShortLinks links, GrowthDomains domains) {
        this.links = links;
        this.domains = domains;
    }

    @Override
    public String name() {
        return "short-links";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("channel.figures.by.DAY"),
                Column.text("channel.column.name"),
                Column.text("channel.column.url"),
                Column.text("channel.column.short_target"),
                Column.number("channel.column.opens"));
    }

    @Override
    public long count(Asked asked) {
        return links.countDays();
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<OpenedDay> days = Slice.of(links.days(Place.of(after), size + 1), size, Place::after);
        return new Slice<>(
                days.items().stream()
                        .map(one -> List.<@Nullable Object>of(
                                one.day().toString(),
                                one.name(),
                                domains.of("/s/" + one.code()),
                                one.target(),
                                one.opens()))
                        .toList(),
                days.next());
    }

    /** Where a page ended: the latest day stands first, and on it the latest link. */
    record Place(LocalDate day, long linkId) {

        static Place of(@Nullable String after) {
            if (after == null) {
                return new Place(LocalDate.of(9999, 12, 31), Long.MAX_VALUE);
            }
            String[] parts = after.split(" ", 2);
            return new Place(LocalDate.parse(parts[0]), Long.parseLong(parts[1]));
        }

        static String after(OpenedDay last) {
            return last.day() + " " + last.linkId();
        }
    }
}
