package io.siyu.reach.sop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Plans and their versions in the database. */
@Component
class PlanRows {

    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};

    private static final String SELECT = """
            select p.id, p.name, p.state, p.trigger::text as trigger, p.steps::text as steps, p.version, p.published_at,
                p.created_at, p.revision, v.trigger::text as live_trigger
            from sop_plan p left join sop_version v on v.plan_id = p.id and v.version = p.version\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    /** Versions never change, so they are read once. */
    private final Map<Version, Graph> graphs = new ConcurrentHashMap<>();

    PlanRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    enum State {
        DRAFT,
        RUNNING,
        PAUSED,
        ARCHIVED
    }

    record Version(long planId, int version) {}

    /** @param liveTrigger of the published version; what customers enter by now */
    record Plan(
            long id,
            String name,
            State state,
            Trigger trigger,
            List<Step> steps,
            @Nullable Integer version,
            @Nullable Instant publishedAt,
            Instant createdAt,
            int revision,
            @Nullable Trigger liveTrigger) {}

    Optional<Plan> find(long id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query(this::plan)
                .optional();
    }

    List<Plan> running() {
        return jdbc.sql(SELECT + "where p.state = 'RUNNING' order by p.id")
                .query(this::plan)
                .list();
    }

    List<Plan> page(int page, int size) {
        return jdbc.sql(SELECT + "where p.state <> 'ARCHIVED' order by p.id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query(this::plan)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from sop_plan where state <> 'ARCHIVED'")
                .query(Long.class)
                .single();
    }

    /** Entering holds this, so that whoever pauses the plan waits for those who are just entering. */
    boolean isRunning(long id) {
        return jdbc.sql("select id from sop_plan where id = :id and state = 'RUNNING' for share")
                .param("id", id)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    long insert(String name, Trigger trigger, List<Step> steps, Instant now) {
        return jdbc.sql("""
                insert into sop_plan (name, state, trigger, steps, created_at)
                values (:name, 'DRAFT', :trigger::jsonb, :steps::jsonb, :now) returning id""")
                .param("name", name)
                .param("trigger", triggerJson(trigger))
                .param("steps", stepsJson(steps))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    boolean update(long id, int revision, String name, Trigger trigger, List<Step> steps) {
        return jdbc.sql("""
                update sop_plan set name = :name, trigger = :trigger::jsonb, steps = :steps::jsonb, revision = revision + 1
                where id = :id and revision = :revision and state <> 'ARCHIVED'""")
                        .param("id", id)
                        .param("revision", revision)
                        .param("name", name)
                        .param("trigger", triggerJson(trigger))
                        .param("steps", stepsJson(steps))
                        .update()
                == 1;
    }

    /** Freezes the draft as the next version. */
    void publish(long id, Instant now) {
        jdbc.sql("""
                with published as (
                    update sop_plan set state = 'RUNNING', version = coalesce(version, 0) + 1, published_at = :now,
                        revision = revision + 1
                    where id = :id returning id, version, trigger, steps)
                insert into sop_version (plan_id, version, trigger, steps, published_at)
                select id, version, trigger, steps, :now from published""").param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    boolean change(long id, State from, State to) {
        return jdbc.sql("update sop_plan set state = :to, revision = revision + 1 where id = :id and state = :from")
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .update()
                == 1;
    }

    Graph graph(long planId, int version) {
        return graphs.computeIfAbsent(
                new Version(planId, version),
                key -> Graph.published(json.readValue(
                        jdbc.sql("select steps::text from sop_version where plan_id = :plan and version = :version")
                                .param("plan", planId)
                                .param("version", version)
                                .query(String.class)
                                .single(),
                        STEPS)));
    }

    /** With the type in each step, which a plain list of them would lose. */
    private String stepsJson(List<Step> steps) {
        return json.writerFor(STEPS).writeValueAsString(steps);
    }

    private String triggerJson(Trigger trigger) {
        return json.writerFor(Trigger.class).writeValueAsString(trigger);
    }

    private Plan plan(ResultSet row, int number) throws SQLException {
        Timestamp publishedAt = row.getTimestamp("published_at");
        String live = row.getString("live_trigger");
        return new Plan(
                row.getLong("id"),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                json.readValue(row.getString("trigger"), Trigger.class),
                json.readValue(row.getString("steps"), STEPS),
                row.getObject("version", Integer.class),
                publishedAt == null ? null : publishedAt.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("revision"),
                live == null ? null : json.readValue(live, Trigger.class));
    }
}
