package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.client.Addresses;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That the platform lets calls from this machine in. */
@Component
@Order(2)
class AddressCheck implements GoLiveCheck {

    private static final int UNTRUSTED = 60020;

    private final Contacts contacts;

    AddressCheck(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public String name() {
        return "trusted-address";
    }

    /** Any other refusal came from behind the gate. */
    @Override
    public Finding look() {
        try {
            contacts.followUsers();
        } catch (WeComException e) {
            if (e.code() == UNTRUSTED) {
                return Finding.failed("address.60020", Addresses.seen(e.errmsg()));
            }
            if (e.code() <= 0 || e.kind() == WeComException.Kind.LIMITED) {
                return Finding.of(State.UNKNOWN, "platform.refused", e.word());
            }
        }
        return Finding.ok("address.ok");
    }
}
