package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.GoLiveCheck;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That customers and platforms reach us under a public name, by https. */
@Component
@Order(4)
class PublicAddressCheck implements GoLiveCheck {

    private final PublicAddress address;
    private final Web web;

    PublicAddressCheck(PublicAddress address, Web web) {
        this.address = address;
        this.web = web;
    }

    @Override
    public String name() {
        return "public-address";
    }

    @Override
    public Finding look() {
        return switch (address.flaw()) {
            case NOT_SET -> Finding.failed("public.not_set");
            case NOT_PUBLIC -> Finding.failed("public.not_public", address.base());
            case NO_HTTPS -> Finding.failed("public.no_https", address.base());
            case NONE -> reached();
        };
    }

    private Finding reached() {
        try {
            HttpResponse<String> answer = web.get(address.base() + "/api/time");
            return answer.statusCode() == 200 && answer.body().contains("\"now\"")
                    ? Finding.ok("public.ok", address.base())
                    : Finding.failed("public.somebody_else", address.base(), answer.statusCode());
        } catch (UncheckedIOException e) {
            return Finding.failed("public.unreachable", address.base(), Web.word(e));
        }
    }
}
