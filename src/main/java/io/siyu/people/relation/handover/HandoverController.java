package io.siyu.people.relation.handover;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.relation.handover.Givers.Giver;
import io.siyu.people.relation.handover.HandoverViews.CustomerLine;
import io.siyu.people.relation.handover.HandoverViews.GroupLine;
import io.siyu.people.relation.handover.HandoverViews.Line;
import io.siyu.people.relation.handover.HandoverViews.Shown;
import io.siyu.people.relation.handover.HandoverViews.TakerLine;
import io.siyu.people.relation.handover.Selection.Choice;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 在职继承 and 离职继承. Only for those who may see every customer: a handover crosses stores. */
@RestController
@RequestMapping("/api/admin/handovers")
class HandoverController {

    private static final int LARGEST_SLICE = 200;

    private final HandoverDesk desk;
    private final HandoverViews views;
    private final Handovers handovers;
    private final Departure departure;
    private final Givers givers;
    private final GroupWork groups;
    private final Selection selection;
    private final Losses losses;
    private final CurrentOperator operator;

    HandoverController(
            HandoverDesk desk,
            HandoverViews views,
            Handovers handovers,
            Departure departure,
            Givers givers,
            GroupWork groups,
            Selection selection,
            Losses losses,
            CurrentOperator operator) {
        this.desk = desk;
        this.views = views;
        this.handovers = handovers;
        this.departure = departure;
        this.givers = givers;
        this.groups = groups;
        this.selection = selection;
        this.losses = losses;
        this.operator = operator;
    }

    /** @param outlook what would happen to those who are still planned */
    record Detail(
            Line handover,
            Map<String, Long> customers,
            Map<String, Long> groups,
            Losses.Lost lost,
            List<TakerLine> takers,
            Departure.Outlook outlook,
            int groupsADay) {}

    record GiverDetail(Giver giver, List<Giver> takers) {}

    /**
     * @param customers absent: all friends of the employee, or those of {@code choice}
     * @param choice which of them
     */
    record NewHandover(
            @NotNull @Positive Long fromStaffId,
            @Nullable @Size(min = 1, max = 5000) List<@Positive Long> customers,
            @Nullable @Valid Choice choice,
            @NotEmpty @Size(max = 200) Set<@NotNull @Positive Long> takers,
            @Size(max = 200) String message,
            boolean withGroups) {}

    record Chosen(int customers) {}

    record Made(long id) {}

    record Words(@NotNull @Size(max = 200) String message) {}

    record Takers(@NotEmpty @Size(max = 200) Set<@NotNull @Positive Long> takers) {}

    /**
     * @param customers which; absent: all that {@code from} was to get, or all that were left out
     * @param to absent: they are left out
     */
    record Assignment(
            @Nullable @Size(min = 1, max = 5000) List<@Positive Long> customers,
            @Nullable Long from,
            @Nullable Long to) {}

    record GroupAssignment(
            @NotEmpty @Size(max = 1000) List<@Size(max = 64) String> chats,
            @Nullable Long to) {}

    record Assigned(int number) {}

    record Later(@Min(0) @Max(90) int days) {}

    @ModelAttribute
    void onlyForThoseWhoSeeEverybody() {
        WholeBrand.require(operator.scope());
    }

    @GetMapping
    @RequiresPermission("handover.read")
    Slice<Line> list(
            @RequestParam(required = false) Handover.@Nullable State state,
            @RequestParam(required = false) @Nullable Boolean resigned,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size,
            Locale locale) {
        return views.list(state, resigned, after == null ? Long.MAX_VALUE : after, slice(size), locale);
    }

    /** Those who left and still have customers. */
    @GetMapping("/left")
    @RequiresPermission("handover.read")
    List<Giver> left() {
        return givers.left();
    }

    @GetMapping("/givers/{staffId}")
    @RequiresPermission("handover.read")
    GiverDetail giver(@PathVariable long staffId) {
        Giver giver = givers.find(staffId).orElseThrow(() -> DomainException.notFound("handover.nobody"));
        return new GiverDetail(giver, givers.mightTake(staffId, giver.storeId()));
    }

    /** How many of the friends a choice means, before it is made. */
    @PostMapping("/givers/{staffId}/selection")
    @RequiresPermission("handover.read")
    Chosen chosen(@PathVariable long staffId, @Valid @RequestBody Choice choice) {
        return new Chosen(selection.of(new StaffId(staffId), choice, "").size());
    }

    @PostMapping
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@Valid @RequestBody NewHandover wanted) {
        StaffId from = new StaffId(wanted.fromStaffId());
        desk.giver(from);
        List<String> chats = wanted.withGroups() ? groups.chatsOf(from) : List.of();
        Choice choice = wanted.choice();
        List<Long> customers = choice == null ? wanted.customers() : selection.of(from, choice, "choice.");
        return new Made(
                desk.write(new HandoverDesk.Wanted(from, customers, ids(wanted.takers()), wanted.message()), chats));
    }

    @GetMapping("/{id}")
    @RequiresPermission("handover.read")
    Detail one(@PathVariable long id, Locale locale) {
        Line line = views.one(id, locale).orElseThrow(() -> DomainException.notFound("handover.not_found"));
        Handover handover = handovers.findById(id).orElseThrow(() -> DomainException.notFound("handover.not_found"));
        return new Detail(
                line,
                views.counts(id, false),
                views.counts(id, true),
                losses.of(id),
                views.takers(id),
                departure.outlook(handover),
                GroupWork.MOST_A_DAY);
    }

    @GetMapping("/{id}/customers")
    @RequiresPermission("handover.read")
    Slice<CustomerLine> customers(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Set<String> state,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(defaultValue = "false") boolean lost,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int size,
            Locale locale) {
        return views.customers(id, new Shown(state == null ? Set.of() : state, to, lost), after, slice(size), locale);
    }

    @GetMapping("/{id}/groups")
    @RequiresPermission("handover.read")
    List<GroupLine> groups(@PathVariable long id, Locale locale) {
        return views.groups(id, locale);
    }

    @PutMapping("/{id}")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reword(@PathVariable long id, @Valid @RequestBody Words words) {
        desk.reword(id, words.message());
    }

    @PostMapping("/{id}/proposal")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void propose(@PathVariable long id, @Valid @RequestBody Takers takers) {
        desk.propose(id, ids(takers.takers()));
    }

    @PostMapping("/{id}/assignments")
    @RequiresPermission("handover.write")
    Assigned assign(@PathVariable long id, @Valid @RequestBody Assignment wanted) {
        return new Assigned(desk.assign(id, wanted.customers(), wanted.from(), wanted.to()));
    }

    @PostMapping("/{id}/groups/assignments")
    @RequiresPermission("handover.write")
    Assigned assignGroups(@PathVariable long id, @Valid @RequestBody GroupAssignment wanted) {
        return new Assigned(desk.assignGroups(id, wanted.chats(), wanted.to()));
    }

    @PostMapping("/{id}/start")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(@PathVariable long id) {
        desk.start(id);
    }

    @PostMapping("/{id}/stop")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable long id) {
        desk.stop(id);
    }

    @PostMapping("/{id}/resume")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable long id) {
        desk.resume(id);
    }

    @PostMapping("/{id}/second-try")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.CREATED)
    Made secondTry(@PathVariable long id, @Valid @RequestBody Later later) {
        return new Made(desk.secondTry(id, later.days()));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("handover.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long id) {
        desk.discard(id);
    }

    private static Set<StaffId> ids(Set<Long> staff) {
        return staff.stream().map(StaffId::new).collect(Collectors.toSet());
    }

    private static int slice(int size) {
        return Math.clamp(size, 1, LARGEST_SLICE);
    }
}
