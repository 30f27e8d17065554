package io.siyu.reach.channel.remark;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.remark.RemarkViews.Count;
import io.siyu.reach.channel.remark.RemarkViews.OfPerson;
import io.siyu.reach.channel.remark.RemarkViews.Trouble;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of the remarks on new friends, in the console. */
@RestController
@RequestMapping("/api/admin")
class RemarkController {

    private final RemarkViews views;
    private final CodeRows codes;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;

    RemarkController(RemarkViews views, CodeRows codes, CustomerDirectory customers, StaffDirectory staff) {
        this.views = views;
        this.codes = codes;
        this.customers = customers;
        this.staff = staff;
    }

    /**
     * Remarks of one guide that are not written.
     *
     * @param failure kind and code of the last refusal, {@code REFUSED 60011}
     * @param waiting whether it is tried again by itself
     */
    record TroubleLine(long staffId, String staffName, String failure, boolean waiting, int remarks, Instant lastAt) {}

    /** @param since from when on it is counted */
    record OfCode(Instant since, Map<String, Integer> counts, List<TroubleLine> troubles) {}

    /** Of the last days. */
    @GetMapping("/codes/{id}/remarks")
    @RequiresPermission("channel.read")
    OfCode ofCode(@PathVariable long id) {
        codes.require(id);
        Instant since = views.since();
        List<Trouble> troubles = views.troubles(id, since);
        Map<StaffId, StaffMember> known = staff.byIds(
                troubles.stream().map(one -> new StaffId(one.staffId())).toList());
        return new OfCode(
                since,
                views.counts(id, since).stream()
                        .collect(Collectors.toMap(one -> one.status().name(), Count::many)),
                troubles.stream()
                        .map(one -> new TroubleLine(
                                one.staffId(),
                                nameOf(known.get(new StaffId(one.staffId()))),
                                one.failure(),
                                one.waiting(),
                                one.many(),
                                one.lastAt()))
                        .toList());
    }

    private static String nameOf(@Nullable StaffMember member) {
        return member == null ? "" : member.name();
    }

    /** Newest first. */
    @GetMapping("/customers/{id}/remarks")
    @RequiresPermission("customer.read")
    List<OfPerson> ofPerson(@PathVariable long id) {
        return views.ofPerson(customers.requireVisible(id));
    }
}
