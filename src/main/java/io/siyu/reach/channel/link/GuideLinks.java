package io.siyu.reach.channel.link;

import io.siyu.shared.StaffId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The acquisition link of a guide for a code, with the scan's token in it. */
@Component
public class GuideLinks {

    private final JdbcClient jdbc;
    private final ScanTokens tokens;

    GuideLinks(JdbcClient jdbc, ScanTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /** Empty where there is none yet, or no quota is left: then the landing page is shown. */
    public Optional<String> of(long codeId, StaffId guide, long scanId) {
        return jdbc.sql("""
                select s.qr_url from channel_state s, channel_link_quota q
                where s.code_id = :code and s.staff_id = :staff and s.kind = 'LINK' and s.status = 'READY'
                    and q.balance > 0 and q.failure is null""")
                .param("code", codeId)
                .param("staff", guide.value())
                .query(String.class)
                .optional()
                .map(url -> url + (url.contains("?") ? "&" : "?") + "customer_channel=" + tokens.of(scanId));
    }
}
