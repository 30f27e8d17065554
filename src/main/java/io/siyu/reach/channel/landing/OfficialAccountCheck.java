package io.siyu.reach.channel.landing;

import io.siyu.gateway.wechat.OfficialAccount;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.shared.DomainException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That WeChat takes the official account's secret, and that codes are printed with a domain to which it sends visitors back. */
@Component
@Order(11)
class OfficialAccountCheck implements GoLiveCheck {

    private static final int APP_ID = 40013;
    private static final Set<Integer> SECRET = Set.of(40001, 40125);
    private static final int ADDRESS = 40164;

    private final OfficialAccount account;
    private final GrowthDomains domains;

    OfficialAccountCheck(OfficialAccount account, GrowthDomains domains) {
        this.account = account;
        this.domains = domains;
    }

    @Override
    public String name() {
        return "official-account";
    }

    @Override
    public Finding look() {
        if (!account.configured()) {
            return Finding.of(State.OK, "official.none");
        }
        try {
            int refused = account.checkCredentials();
            return refused == 0 ? domain() : refusal(refused);
        } catch (DomainException e) {
            return Finding.of(State.UNKNOWN, "official.unreachable");
        }
    }

    private static Finding refusal(int code) {
        if (code == APP_ID || SECRET.contains(code) || code == ADDRESS) {
            return Finding.failed("official." + (SECRET.contains(code) ? 40125 : code), code);
        }
        return Finding.of(State.UNKNOWN, "official.refused", code);
    }

    private Finding domain() {
        String host = URI.create(domains.of("/c/")).getHost();
        return account.domains().contains(host)
                ? Finding.ok("official.ok", host)
                : Finding.failed("official.domain", host);
    }
}
