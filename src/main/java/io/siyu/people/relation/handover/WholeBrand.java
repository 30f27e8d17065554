package io.siyu.people.relation.handover;

import io.siyu.foundation.scope.DataScope;
import io.siyu.shared.DomainException;

/** A handover crosses stores: it is for those who may see every customer. */
final class WholeBrand {

    private WholeBrand() {}

    static void require(DataScope scope) {
        if (!(scope instanceof DataScope.All)) {
            throw DomainException.forbidden("handover.whole_brand");
        }
    }
}
