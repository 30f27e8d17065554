package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.work.AcquisitionLinks.AcquisitionLink;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** 获客助手: makes, reads, changes and deletes links, and tells what is left of the quota. */
@Component
@InSandbox
class AcquisitionLinkEndpoints implements WorkEndpoints {

    private static final String PREFIX = "/cgi-bin/externalcontact/customer_acquisition";
    private static final int MOST_USERS = 500;

    private final AcquisitionLinks links;
    private final Members members;
    private final Clock clock;

    AcquisitionLinkEndpoints(AcquisitionLinks links, Members members, Clock clock) {
        this.links = links;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of(
                "POST " + PREFIX + "/create_link", this::create,
                "POST " + PREFIX + "/update_link", this::update,
                "POST " + PREFIX + "/delete_link", this::delete,
                "POST " + PREFIX + "/get", this::get,
                "POST " + PREFIX + "/list_link", this::list,
                "GET " + PREFIX + "_quota", this::quota);
    }

    private ObjectNode create(WorkRequest request) {
        Fields body = request.body();
        return answer(
                links.create(body.text("link_name", ""), users(body), body.flag("skip_verify", true), clock.instant()));
    }

    private ObjectNode update(WorkRequest request) {
        AcquisitionLink old = link(request);
        Fields body = request.body();
        links.update(
                old.linkId(),
                body.text("link_name", old.name()),
                users(body),
                body.flag("skip_verify", old.skipVerify()));
        return answer(link(request));
    }

    private ObjectNode delete(WorkRequest request) {
        links.delete(link(request).linkId());
        return Json.object();
    }

    private ObjectNode get(WorkRequest request) {
        AcquisitionLink link = link(request);
        ObjectNode answer = answer(link);
        ArrayNode users = answer.putObject("range").putArray("user_list");
        link.users().forEach(users::add);
        return answer;
    }

    private ObjectNode list(WorkRequest request) {
        int limit = (int) request.body().number("limit", 100);
        Map<Long, String> page = links.after(Cursor.decode(request.body().text("cursor", "")), limit + 1);
        ObjectNode answer = Json.object();
        ArrayNode ids = answer.putArray("link_id_list");
        long last = 0;
        for (Map.Entry<Long, String> one : page.entrySet()) {
            if (ids.size() == limit) {
                return answer.put("next_cursor", Cursor.encode(last));
            }
            last = one.getKey();
            ids.add(one.getValue());
        }
        return answer.put("next_cursor", "");
    }

    private ObjectNode quota(WorkRequest request) {
        ObjectNode answer = Json.object().put("total", links.total()).put("balance", Math.max(0, links.balance()));
        answer.putArray("quota_list");
        return answer;
    }

    private AcquisitionLink link(WorkRequest request) {
        return links.find(request.body().text("link_id", ""))
                .filter(link -> !link.users().isEmpty())
                .orElseThrow(() -> new WorkRefusal(40058, "invalid link_id"));
    }

    private List<String> users(Fields body) {
        List<String> users = body.object("range").texts("user_list");
        if (users.isEmpty() || users.size() > MOST_USERS) {
            throw new WorkRefusal(40058, "range is empty or too large");
        }
        for (String userid : users) {
            Member member =
                    members.findPresent(userid).orElseThrow(() -> new WorkRefusal(40003, "invalid UserID " + userid));
            if (!member.active()) {
                throw new WorkRefusal(41054, "user is not activated: " + userid);
            }
        }
        return users;
    }

    private ObjectNode answer(AcquisitionLink link) {
        ObjectNode answer = Json.object();
        answer.putObject("link")
                .put("link_id", link.linkId())
                .put("link_name", link.name())
                .put("url", links.url(link.linkId()))
                .put("create_time", link.createdAt().getEpochSecond())
                .put("skip_verify", link.skipVerify());
        return answer;
    }
}
