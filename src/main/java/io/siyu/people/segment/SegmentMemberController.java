package io.siyu.people.segment;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.segment.SegmentPeople.Belonging;
import io.siyu.people.segment.SegmentPeople.DaySize;
import io.siyu.people.segment.SegmentPeople.Membership;
import io.siyu.people.segment.SegmentPeople.Passage;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Who is in a segment, and why. */
@RestController
@RequestMapping("/api/admin")
class SegmentMemberController {

    private final SegmentRows rows;
    private final SegmentPeople people;
    private final StaffDirectory staff;
    private final Why why;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;

    SegmentMemberController(
            SegmentRows rows,
            SegmentPeople people,
            StaffDirectory staff,
            Why why,
            CustomerDirectory customers,
            CurrentOperator operator) {
        this.rows = rows;
        this.people = people;
        this.staff = staff;
        this.why = why;
        this.customers = customers;
        this.operator = operator;
    }

    record MemberLine(
            long id,
            String name,
            @Nullable String avatar,
            @Nullable String maskedPhone,
            @Nullable String ownerStaffName,
            Instant since) {}

    /**
     * @param rule one condition as it is written
     * @param figure the person's own number where the condition compares one
     */
    record Leaf(ObjectNode rule, boolean holds, @Nullable Long figure) {}

    /**
     * @param member whether the person is counted as a member now; a change may be on its way for some seconds
     * @param leaves every condition
     * @param why the same as the tree that the rule is
     */
    record WhyAnswer(boolean member, @Nullable Instant since, List<Leaf> leaves, Why.Part why) {}

    @GetMapping("/segments/{id}/members")
    @RequiresPermission("segment.read")
    Slice<MemberLine> members(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size) {
        Segment segment = rows.get(id);
        int within = Math.clamp(size, 1, 200);
        Slice<Membership> found = Slice.of(
                people.of(segment.id(), operator.scope(), after == null ? 0 : after, within + 1),
                within,
                one -> one.customer().toString());
        Map<CustomerId, CustomerCard> cards =
                customers.cards(found.items().stream().map(Membership::customer).toList());
        return new Slice<>(
                found.items().stream().flatMap(one -> line(one, cards)).toList(), found.next());
    }

    @GetMapping("/segments/{id}/history")
    @RequiresPermission("segment.read")
    List<DaySize> history(@PathVariable long id, @RequestParam(defaultValue = "90") int days) {
        return people.history(rows.get(id).id(), Math.clamp(days, 1, 730));
    }

    @GetMapping("/segments/{id}/why/{customerId}")
    @RequiresPermission("segment.read")
    WhyAnswer why(@PathVariable long id, @PathVariable long customerId) {
        Segment segment = rows.get(id);
        CustomerId customer = customers.requireVisible(customerId);
        Why.Part part = why.of(segment, customer);
        Instant since = people.since(id, customer).orElse(null);
        return new WhyAnswer(since != null, since, leaves(part).toList(), part);
    }

    @GetMapping("/segments/{id}/flips")
    @RequiresPermission("segment.read")
    Slice<Passage> flips(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size) {
        Segment segment = rows.get(id);
        int within = Math.clamp(size, 1, 200);
        return Slice.of(
                people.passages(segment.id(), operator.scope(), after == null ? Long.MAX_VALUE : after, within + 1),
                within,
                one -> Long.toString(one.id()));
    }

    @GetMapping("/customers/{customerId}/segments")
    @RequiresPermission("segment.read")
    List<Belonging> segmentsOf(@PathVariable long customerId) {
        return people.segmentsOf(customers.requireVisible(customerId));
    }

    private static Stream<Leaf> leaves(Why.Part part) {
        ObjectNode rule = part.rule();
        if (rule == null) {
            return part.parts().stream().flatMap(SegmentMemberController::leaves);
        }
        Object figure = part.found() == null ? null : part.found().get("figure");
        return Stream.of(new Leaf(rule, part.holds(), figure instanceof Long number ? number : null));
    }

    private Stream<MemberLine> line(Membership one, Map<CustomerId, CustomerCard> cards) {
        return Stream.ofNullable(cards.get(one.customer()))
                .map(card -> new MemberLine(
                        card.id().value(),
                        card.name(),
                        card.avatar(),
                        card.maskedPhone(),
                        ownerName(card),
                        one.since()));
    }

    private @Nullable String ownerName(CustomerCard card) {
        StaffId owner = card.ownerStaff();
        return owner == null ? null : staff.find(owner).map(StaffMember::name).orElse(null);
    }
}
