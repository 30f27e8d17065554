package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Looks at one requirement after the other, and remembers what was found last. */
@Component
class Checkup {

    private final Map<String, GoLiveCheck> checks = new LinkedHashMap<>();
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Checkup(List<GoLiveCheck> checks, JdbcClient jdbc, JsonMapper json, Clock clock) {
        checks.forEach(check -> this.checks.put(check.name(), check));
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param state absent while nobody has looked yet */
    record Result(
            String name,
            GoLiveCheck.@Nullable State state,
            @Nullable String code,
            List<String> arguments,
            List<GoLiveCheck.Person> people,
            @Nullable Instant checkedAt) {}

    /** In the order in which they are to be seen to. */
    List<Result> latest() {
        Map<String, Result> known = jdbc.sql("select * from wecom_check").query(this::result).list().stream()
                .collect(Collectors.toMap(Result::name, Function.identity()));
        return checks.keySet().stream()
                .map(name -> known.getOrDefault(name, new Result(name, null, null, List.of(), List.of(), null)))
                .toList();
    }

    /** Outside of any transaction. */
    Result look(String name) {
        GoLiveCheck check = checks.get(name);
        if (check == null) {
            throw DomainException.notFound("wecom.check_not_found", name);
        }
        GoLiveCheck.Finding finding = CallLane.OPERATOR.call(check::look);
        jdbc.sql("""
                insert into wecom_check (name, state, code, arguments, people, checked_at)
                values (:name, :state, :code, :arguments::jsonb, :people::jsonb, :now)
                on conflict (name) do update set state = excluded.state, code = excluded.code,
                    arguments = excluded.arguments, people = excluded.people, checked_at = excluded.checked_at""")
                .param("name", name)
                .param("state", finding.state().name())
                .param("code", finding.code())
                .param("arguments", json.writeValueAsString(finding.arguments()))
                .param("people", json.writeValueAsString(finding.people()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return latest().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Result result(ResultSet row, int number) throws SQLException {
        return new Result(
                row.getString("name"),
                GoLiveCheck.State.valueOf(row.getString("state")),
                row.getString("code"),
                Arrays.asList(json.readValue(row.getString("arguments"), String[].class)),
                Arrays.asList(json.readValue(row.getString("people"), GoLiveCheck.Person[].class)),
                row.getObject("checked_at", OffsetDateTime.class).toInstant());
    }
}
