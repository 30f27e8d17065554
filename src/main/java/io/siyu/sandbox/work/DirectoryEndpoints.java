package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Departments and members as an app made after August 2022 sees them: without mobile number, mail and avatar. */
@Component
@InSandbox
class DirectoryEndpoints implements WorkEndpoints {

    private static final int MOST_IDS = 10_000;

    private final Members members;

    DirectoryEndpoints(Members members) {
        this.members = members;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of(
                "GET /cgi-bin/department/list", r -> departments(r, "department", true),
                "GET /cgi-bin/department/simplelist", r -> departments(r, "department_id", false),
                "GET /cgi-bin/department/get", this::department,
                "GET /cgi-bin/user/get", this::user,
                "GET /cgi-bin/user/list", r -> users(r, true),
                "GET /cgi-bin/user/simplelist", r -> users(r, false),
                "POST /cgi-bin/user/list_id", this::ids);
    }

    private ObjectNode departments(WorkRequest request, String field, boolean named) {
        String id = request.query().getOrDefault("id", "");
        List<Members.Department> found = id.isEmpty() ? members.departments() : branch(id);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(field);
        found.forEach(d -> list.add(json(d, named)));
        return answer;
    }

    private ObjectNode department(WorkRequest request) {
        String id = request.query().getOrDefault("id", "");
        ObjectNode answer = Json.object();
        branch(id).stream()
                .filter(d -> Long.toString(d.id()).equals(id))
                .forEach(d -> answer.set("department", json(d, true)));
        return answer;
    }

    private List<Members.Department> branch(String id) {
        List<Members.Department> branch = id.matches("\\d{1,18}") ? members.branch(Long.parseLong(id)) : List.of();
        if (branch.isEmpty()) {
            throw new WorkRefusal(60123, "invalid party id");
        }
        return branch;
    }

    private ObjectNode user(WorkRequest request) {
        Member member = members.findPresent(request.query().getOrDefault("userid", ""))
                .orElseThrow(() -> new WorkRefusal(60111, "userid not found"));
        if (!member.visible()) {
            throw WorkRefusal.usual(60011);
        }
        return json(member);
    }

    private ObjectNode users(WorkRequest request, boolean whole) {
        String id = request.query().getOrDefault("department_id", "");
        List<Long> branch = branch(id).stream().map(Members.Department::id).toList();
        boolean below = request.query().getOrDefault("fetch_child", "0").equals("1");
        List<Member> found = below ? members.under(branch) : members.in(Long.parseLong(id));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("userlist");
        found.stream().filter(Member::visible).forEach(m -> list.add(whole ? json(m) : brief(m)));
        return answer;
    }

    private ObjectNode ids(WorkRequest request) {
        long limit = request.body().number("limit", MOST_IDS);
        long from = Cursor.decode(request.body().text("cursor", ""));
        List<Member> present = members.visible();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("dept_user");
        int at = (int) Math.min(from, present.size());
        while (at < present.size() && list.size() < limit) {
            Member member = present.get(at++);
            member.departments()
                    .forEach(
                            d -> list.addObject().put("userid", member.userid()).put("department", d));
        }
        answer.put("next_cursor", at < present.size() ? Cursor.encode(at) : "");
        return answer;
    }

    private static ObjectNode json(Members.Department department, boolean named) {
        ObjectNode node = Json.object().put("id", department.id());
        if (named) {
            node.put("name", department.name());
        }
        node.put("parentid", department.parentId()).put("order", department.order());
        if (named) {
            node.putArray("department_leader");
        }
        return node;
    }

    private static ObjectNode brief(Member member) {
        ObjectNode node = Json.object().put("userid", member.userid()).put("name", member.name());
        ArrayNode departments = node.putArray("department");
        member.departments().forEach(departments::add);
        return node;
    }

    private static ObjectNode json(Member member) {
        ObjectNode node = brief(member).put("position", member.position()).put("status", member.status());
        ArrayNode order = node.putArray("order");
        ArrayNode leader = node.putArray("is_leader_in_dept");
        member.departments().forEach(d -> {
            order.add(0);
            leader.add(0);
        });
        long main = member.departments().isEmpty() ? 1 : member.departments().getFirst();
        return node.put("main_department", main).put("isleader", 0).put("enable", member.status() == 2 ? 0 : 1);
    }
}
