package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.wire.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** 在职继承 and 离职继承: customers are given to another member. The call only asks; a day later they move. */
@Component
@InSandbox
class TransferEndpoints implements WorkEndpoints {

    private static final int PAGE = 1000;
    private static final Duration COUNTED = Duration.ofDays(90);
    private static final int MOST_IN_THAT_TIME = 2;
    private static final Duration AFTER_LEAVING = Duration.ofDays(365);
    private static final Map<String, Integer> STATUS = Map.of("DONE", 1, "WAITING", 2, "REFUSED", 3, "LIMITED", 4);

    private final Transfers transfers;
    private final Members members;
    private final Customers customers;
    private final Relations relations;
    private final JdbcClient jdbc;
    private final Clock clock;

    TransferEndpoints(
            Transfers transfers,
            Members members,
            Customers customers,
            Relations relations,
            JdbcClient jdbc,
            Clock clock) {
        this.transfers = transfers;
        this.members = members;
        this.customers = customers;
        this.relations = relations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        String prefix = "POST /cgi-bin/externalcontact/";
        return Map.of(
                prefix + "transfer_customer", request -> transfer(request, false),
                prefix + "transfer_result", request -> result(request, false),
                prefix + "resigned/transfer_customer", request -> transfer(request, true),
                prefix + "resigned/transfer_result", request -> result(request, true),
                prefix + "get_unassigned_list", this::unassigned);
    }

    private ObjectNode transfer(WorkRequest request, boolean resigned) {
        Fields body = request.body();
        Member from = handover(body.text("handover_userid", ""), resigned);
        Member to = takeover(body.text("takeover_userid", ""));
        String message = body.text("transfer_success_msg", "");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("customer");
        for (String external : body.texts("external_userid")) {
            list.addObject()
                    .put("external_userid", external)
                    .put("errcode", ask(from, to, external, resigned, message));
        }
        return answer;
    }

    private int ask(Member from, Member to, String external, boolean resigned, String message) {
        Instant now = clock.instant();
        if (customers.byExternalUserid(external).isEmpty()) {
            return 40096;
        }
        if (from.userid().equals(to.userid())) {
            return 40130;
        }
        if (relations.find(from.userid(), external).isEmpty()) {
            return 40131;
        }
        if (!resigned && transfers.givenAway(external, now.minus(COUNTED)) >= MOST_IN_THAT_TIME) {
            return 40128;
        }
        if (transfers.ask(from.userid(), to.userid(), external, resigned, message, now)) {
            return 0;
        }
        return resigned ? 40100 : 40129;
    }

    private ObjectNode result(WorkRequest request, boolean resigned) {
        Fields body = request.body();
        String from = handover(body.text("handover_userid", ""), resigned).userid();
        String to = takeover(body.text("takeover_userid", "")).userid();
        Instant now = clock.instant();
        // What is due has happened by the time one asks, unless it is more than an answer can wait for.
        transfers.takeEffect(now, Transfers.SWEEP_FOR_AN_ANSWER);
        List<Transfers.Transfer> page =
                transfers.between(from, to, resigned, Cursor.decode(body.text("cursor", "")), PAGE + 1);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("customer");
        page.stream()
                .limit(PAGE)
                .forEach(one -> list.addObject()
                        .put("external_userid", one.externalUserid())
                        .put("status", STATUS.get(one.state()))
                        .put("takeover_time", moment(one)));
        return answer.put(
                "next_cursor",
                page.size() > PAGE ? Cursor.encode(page.get(PAGE - 1).id()) : "");
    }

    /** While it waits: when it will have happened. */
    private static long moment(Transfers.Transfer one) {
        return List.of("DONE", "WAITING").contains(one.state())
                ? one.effectiveAt().getEpochSecond()
                : 0;
    }

    private ObjectNode unassigned(WorkRequest request) {
        Fields body = request.body();
        int size = (int) body.number("page_size", PAGE);
        String cursor = body.text("cursor", "");
        long after = Cursor.decode(cursor);
        long skipped = cursor.isEmpty() ? body.number("page_id", 0) * size : 0;
        ObjectNode answer = Json.object();
        ArrayNode info = answer.putArray("info");
        long[] last = {0};
        boolean[] more = {false};
        jdbc.sql("""
                        select r.id, r.userid, r.external_userid, m.left_at
                        from sandbox_relation r join sandbox_member m on m.userid = r.userid
                        where m.status = 5 and m.left_at > :since and r.ended_at is null and r.id > :after
                          and not exists (select 1 from sandbox_transfer t where t.handover_userid = r.userid
                              and t.external_userid = r.external_userid and t.state = 'WAITING')
                        order by r.id offset :skipped limit :limit""")
                .param("since", Times.sql(clock.instant().minus(AFTER_LEAVING)))
                .param("after", after)
                .param("skipped", skipped)
                .param("limit", size + 1)
                .query(row -> {
                    if (info.size() == size) {
                        more[0] = true;
                        return;
                    }
                    last[0] = row.getLong("id");
                    info.addObject()
                            .put("handover_userid", row.getString("userid"))
                            .put("external_userid", row.getString("external_userid"))
                            .put("dimission_time", Times.read(row, "left_at").getEpochSecond());
                });
        return answer.put("is_last", !more[0]).put("next_cursor", more[0] ? Cursor.encode(last[0]) : "");
    }

    private Member handover(String userid, boolean resigned) {
        Member member = members.find(userid).orElseThrow(() -> new WorkRefusal(40003, "invalid UserID"));
        boolean left = member.status() == Member.LEFT;
        if (resigned && !left) {
            throw new WorkRefusal(40097, "the user has not resigned");
        }
        if (!resigned && left) {
            throw new WorkRefusal(40003, "invalid UserID");
        }
        return member;
    }

    private Member takeover(String userid) {
        Member member = members.findPresent(userid).orElseThrow(() -> new WorkRefusal(40003, "invalid UserID"));
        if (!member.visible()) {
            throw WorkRefusal.usual(60011);
        }
        if (!member.active()) {
            throw new WorkRefusal(41054, "user is not activated");
        }
        if (!member.verified()) {
            throw WorkRefusal.usual(40098);
        }
        if (!member.contacts()) {
            throw new WorkRefusal(84074, "user has no permission of external contact");
        }
        return member;
    }
}
