package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.GoLiveCheck;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That the master key lies somewhere else, too. */
@Component
@Order(10)
class MasterKeyCheck implements GoLiveCheck {

    private final KeyCopies copies;

    MasterKeyCheck(KeyCopies copies) {
        this.copies = copies;
    }

    @Override
    public String name() {
        return "master-key";
    }

    @Override
    public Finding look() {
        return copies.copy()
                .map(copy -> Finding.ok("key.ok", copy.provedBy(), copy.provedAt()))
                .orElseGet(() -> Finding.failed("key.unproved", copies.source()));
    }
}
