package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The corporation's departments and members, as far as our app may see them. */
@Component
public class Directory {

    private static final int NO_SUCH_MEMBER = 60111;
    private static final int INVALID_USERID = 40003;
    private static final int ACTIVE = 1;

    private final WeComCalls calls;

    Directory(WeComCalls calls) {
        this.calls = calls;
    }

    public List<Department> departments() {
        return calls.get("/cgi-bin/department/list", Map.of())
                .path("department")
                .valueStream()
                .map(one -> new Department(
                        one.path("id").asLong(0),
                        one.path("name").asString(""),
                        one.path("parentid").asLong(0),
                        one.path("order").asLong(0)))
                .toList();
    }

    /** Everybody in the departments we may see; one call a department. */
    public List<Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        for (Department department : departments()) {
            calls.get("/cgi-bin/user/list", Map.of("department_id", Long.toString(department.id())))
                    .path("userlist")
                    .valueStream()
                    .map(Directory::member)
                    .forEach(member -> members.putIfAbsent(member.userId(), member));
        }
        return List.copyOf(members.values());
    }

    public Optional<Member> member(String userId) {
        try {
            return Optional.of(member(calls.get("/cgi-bin/user/get", Map.of("userid", userId))));
        } catch (WeComException e) {
            if (e.code() == NO_SUCH_MEMBER || e.code() == INVALID_USERID) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Member member(JsonNode member) {
        return new Member(
                member.path("userid").asString(""),
                member.path("name").asString(""),
                member.path("department").valueStream().map(id -> id.asLong(0)).toList(),
                member.path("status").asInt(ACTIVE) == ACTIVE);
    }
}
