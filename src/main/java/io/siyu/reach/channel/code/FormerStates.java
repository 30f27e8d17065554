package io.siyu.reach.channel.code;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The states of contact ways that an earlier system made and that are still printed somewhere: adds by them count for a code of ours. */
@Component
class FormerStates implements ImportTarget {

    /** The platform's own limit. */
    private static final int LONGEST = 30;

    private final JdbcClient jdbc;
    private final Clock clock;

    FormerStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Known(long codeId, String kind) {}

    @Override
    public String name() {
        return "former-states";
    }

    @Override
    public String permission() {
        return "channel.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("state", "channel.former.state", true), new Field("code", "channel.former.code", true));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(List.of("we_qr_10086", "门店立牌"), List.of("lw_2024_0312", "包裹卡"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        Set<String> seen = new HashSet<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Map<String, String> row : rows) {
            try {
                outcomes.add(Outcome.of(take(row, seen, dry)));
            } catch (DomainException refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        return outcomes;
    }

    private Effect take(Map<String, String> row, Set<String> seen, boolean dry) {
        String state = row.getOrDefault("state", "").strip();
        if (state.isEmpty() || state.length() > LONGEST) {
            throw DomainException.invalid("state", "channel.former.state_invalid", LONGEST);
        }
        if (!seen.add(state)) {
            throw DomainException.invalid("state", "channel.former.state_twice", state);
        }
        long code = codeOf(row.getOrDefault("code", "").strip());
        Optional<Known> known = known(state);
        if (known.filter(one -> !one.kind().equals("FORMER")).isPresent()) {
            throw DomainException.conflict("channel.former.state_ours", state);
        }
        if (known.filter(one -> one.codeId() == code).isPresent()) {
            return Effect.NONE;
        }
        if (!dry) {
            put(state, code);
        }
        return known.isPresent() ? Effect.CHANGED : Effect.CREATED;
    }

    /** By what its picture carries, or by its name where only one code has it. */
    private long codeOf(String given) {
        List<Long> found = jdbc.sql("""
                select id from channel_code where code = :given
                union select id from channel_code where name = :given and archived_at is null""").param("given", given).query(Long.class).list();
        if (found.isEmpty()) {
            throw DomainException.invalid("code", "channel.former.code_unknown", given);
        }
        if (found.size() > 1) {
            throw DomainException.invalid("code", "channel.former.code_several", given);
        }
        return found.getFirst();
    }

    private Optional<Known> known(String state) {
        return jdbc.sql("select code_id, kind from channel_state where state = :state")
                .param("state", state)
                .query((row, number) -> new Known(row.getLong("code_id"), row.getString("kind")))
                .optional();
    }

    private void put(String state, long code) {
        jdbc.sql("""
                insert into channel_state (code_id, staff_id, kind, state, status, skip_verify, due_at)
                values (:code, 0, 'FORMER', :state, 'DELETED', false, :now)
                on conflict (state) do update set code_id = excluded.code_id where channel_state.kind = 'FORMER'""")
                .param("code", code)
                .param("state", state)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param after the last one seen; absent at the beginning */
    List<String> of(long codeId, @Nullable String after, int limit) {
        return jdbc.sql("""
                select state from channel_state where code_id = :code and kind = 'FORMER' and state > :after
                order by state limit :limit""")
                .param("code", codeId)
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query(String.class)
                .list();
    }
}
