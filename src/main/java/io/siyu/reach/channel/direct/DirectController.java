package io.siyu.reach.channel.direct;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the platform's own code of a live code stands. */
@RestController
@RequestMapping("/api/admin/codes/{id}/direct")
class DirectController {

    private final DirectWays ways;
    private final CodeRows codes;
    private final StaffDirectory staff;

    DirectController(DirectWays ways, CodeRows codes, StaffDirectory staff) {
        this.ways = ways;
        this.codes = codes;
        this.staff = staff;
    }

    /**
     * @param made whether there is one: kept for ever once it was asked for, since it may be printed
     * @param ready whether its picture can be printed
     * @param members names of who is behind it now
     * @param standingIn nobody of the pool may take visitors now: it is the fallback's guide, or whoever was last
     * @param rewrites how often the platform was told of others
     * @param failure why it could not be made or rewritten: kind and code of the refusal, {@code NOBODY}, {@code PICTURE_UNREADABLE}
     */
    record DirectView(
            boolean made,
            boolean ready,
            List<String> members,
            boolean standingIn,
            @Nullable Instant toldAt,
            int rewrites,
            @Nullable String failure) {}

    @GetMapping
    @RequiresPermission("channel.read")
    DirectView get(@PathVariable long id) {
        codes.require(id);
        return ways.of(id).map(this::view).orElse(new DirectView(false, false, List.of(), false, null, 0, null));
    }

    private DirectView view(DirectWays.Way way) {
        Map<String, StaffMember> known = staff.byUserIds(way.members());
        List<String> names = way.members().stream()
                .map(userId -> Optional.ofNullable(known.get(userId))
                        .map(StaffMember::name)
                        .orElse(userId))
                .toList();
        return new DirectView(
                true, way.content() != null, names, way.standingIn(), way.toldAt(), way.rewrites(), way.failure());
    }
}
