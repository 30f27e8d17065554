package io.siyu.nodes;

import io.siyu.gateway.wecom.Directory;
import io.siyu.testing.Race;
import io.siyu.testing.SandboxPhones;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls to WeChat Work through both nodes at once, and how often a token was fetched for them. */
final class NodeTokens {

    private static final int CALLERS = 16;
    private static final int CALLS_EACH = 6;

    private final TwoNodes nodes;
    private final JdbcClient jdbc;

    NodeTokens(TwoNodes nodes) {
        this.nodes = nodes;
        this.jdbc = nodes.jdbc();
    }

    /** @param given tokens that the platform gave out; @param fetched how often a node wrote one down */
    record Count(long given, long fetched) {

        Count minus(Count before) {
            return new Count(given - before.given(), fetched - before.fetched());
        }
    }

    /** Of the access token; whatever the nodes' own work asks of the platform meanwhile is counted with it. */
    Count count() {
        return new Count(
                jdbc.sql("select count(*) from sandbox_token where app = 'work'")
                        .query(Long.class)
                        .single(),
                jdbc.sql("select coalesce(max(version), 0) from wecom_token where kind = 'access'")
                        .query(Long.class)
                        .single());
    }

    /** Both nodes have one, and it is the platform's. */
    void warm() {
        nodes.both().forEach(node -> node.getBean(Directory.class).members());
    }

    void revoke() {
        new SandboxPhones(nodes.one())
                .post("admin/tokens/revoke", Map.of("app", "work"))
                .expect(204);
    }

    /** Every caller again and again; one of them does something in the middle of it. */
    Race.Finish<Integer> callAtOnce(Runnable inTheMiddle) throws InterruptedException {
        return Race.of(CALLERS, number -> () -> {
            int seen = 0;
            for (int call = 0; call < CALLS_EACH; call++) {
                if (number == 0 && call == CALLS_EACH / 2) {
                    inTheMiddle.run();
                }
                seen += nodes.both()
                        .get(number % 2)
                        .getBean(Directory.class)
                        .members()
                        .size();
            }
            return seen;
        });
    }
}
