package io.siyu.people.relation.handover;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.relation.handover.Unassigned.Difference;
import io.siyu.people.relation.handover.Unassigned.Side;
import io.siyu.people.relation.handover.Unassigned.Standing;
import io.siyu.shared.Slice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** WeChat Work's own list of customers whose employee left, beside ours. */
@RestController
@RequestMapping("/api/admin/handovers/left")
class UnassignedController {

    private static final int LARGEST_SLICE = 200;

    private final Unassigned unassigned;
    private final CurrentOperator operator;

    UnassignedController(Unassigned unassigned, CurrentOperator operator) {
        this.unassigned = unassigned;
        this.operator = operator;
    }

    @ModelAttribute
    void onlyForThoseWhoSeeEverybody() {
        WholeBrand.require(operator.scope());
    }

    @GetMapping("/comparison")
    @RequiresPermission("handover.read")
    Standing comparison(Locale locale) {
        return unassigned.standing(locale);
    }

    /** Asks the platform once more; the comparison tells when it has answered. */
    @PostMapping("/comparison")
    @RequiresPermission("handover.read")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void compare() {
        unassigned.want();
    }

    /** Customers who are in one of the two lists only. */
    @GetMapping("/differences")
    @RequiresPermission("handover.read")
    Slice<Difference> differences(
            @RequestParam(required = false) @Nullable Side side,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int size) {
        return unassigned.differences(side, after, Math.clamp(size, 1, LARGEST_SLICE));
    }
}
