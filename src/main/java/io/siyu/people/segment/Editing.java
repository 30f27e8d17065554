package io.siyu.people.segment;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.people.segment.SegmentRows.State;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, edits and archives segments. One at a time, so that two edits cannot close a circle between them. */
@Component
class Editing {

    private static final int MOST_LEAVES_EXPANDED = 200;

    private final JdbcClient jdbc;
    private final SegmentRows rows;
    private final Builds builds;
    private final Audit audit;
    private final CurrentOperator operator;
    private final Clock clock;

    Editing(JdbcClient jdbc, SegmentRows rows, Builds builds, Audit audit, CurrentOperator operator, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.builds = builds;
        this.audit = audit;
        this.operator = operator;
        this.clock = clock;
    }

    /** As it is written to the audit. */
    record Snapshot(String name, String rule) {}

    @Transactional
    long create(String name, String description, Rule rule) {
        alone();
        check(rule, 0);
        String text = RuleText.write(rule).toString();
        long id = insert(name, description, rule, text);
        refer(id, rule);
        version(id, 1, text);
        builds.request(rows.get(id), Builds.Kind.BUILD, null, null);
        audit.record("segment.create", "segment", id, null, new Snapshot(name, text));
        return id;
    }

    @Transactional
    void update(long id, String name, String description, Rule rule) {
        alone();
        Segment before = rows.get(id);
        check(rule, id);
        String text = RuleText.write(rule).toString();
        String former = RuleText.write(before.rule()).toString();
        rename(id, name, description);
        if (!text.equals(former)) {
            rewrite(before, rule, text);
        }
        audit.record("segment.update", "segment", id, new Snapshot(before.name(), former), new Snapshot(name, text));
    }

    @Transactional
    void archive(long id) {
        alone();
        Segment segment = rows.get(id);
        List<String> users = jdbc.sql("""
                select s.name from segment_reference r join segment_segment s on s.id = r.segment_id
                where r.uses_id = :id and s.state <> 'ARCHIVED' order by s.id""").param("id", id).query(String.class).list();
        if (!users.isEmpty()) {
            throw DomainException.conflict("segment.in_use", String.join("、", users));
        }
        jdbc.sql("update segment_segment set state = 'ARCHIVED', updated_at = :now where id = :id")
                .param("now", now())
                .param("id", id)
                .update();
        audit.record("segment.archive", Subject.of("segment", id, segment.name()), null, null);
    }

    /**
     * @param self the segment whose rule this is to be, 0 for none yet
     * @throws DomainException at {@code rule} when it names what is not there, or itself
     */
    void check(Rule rule, long self) {
        for (long used : RuleFacts.segments(rule)) {
            if (used == self || (self != 0 && usesOf(used).contains(self))) {
                throw DomainException.invalid("rule", "segment.rule_circle");
            }
            if (rows.find(used).filter(one -> one.state() != State.ARCHIVED).isEmpty()) {
                throw DomainException.invalid("rule", "segment.rule_segment_unknown", used);
            }
        }
        List<Rule> expanded = RuleFacts.expanded(rule, rows::ruleOf);
        if (expanded.size() > MOST_LEAVES_EXPANDED) {
            throw DomainException.invalid("rule", "segment.rule_too_many_expanded", MOST_LEAVES_EXPANDED);
        }
        Set<Long> tags = new TreeSet<>();
        for (Rule leaf : RuleFacts.leaves(rule)) {
            if (leaf instanceof Rule.Tagged(var ids)) {
                tags.addAll(ids);
            }
        }
        jdbc.sql("select id from tag_tag where id = any(:ids::bigint[]) and state <> 'ARCHIVED'")
                .param("ids", tags.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list()
                .forEach(tags::remove);
        if (!tags.isEmpty() && self == 0) {
            throw DomainException.invalid(
                    "rule", "segment.rule_tag_unknown", tags.iterator().next());
        }
    }

    private long insert(String name, String description, Rule rule, String text) {
        try {
            return jdbc.sql("""
                    insert into segment_segment (name, description, rule, version, depends, state, size, created_at, created_by,
                        updated_at)
                    values (:name, :description, :rule::jsonb, 1, :depends::text[], 'BUILDING', 0, :now, :by, :now) returning id""")
                    .param("name", name)
                    .param("description", description)
                    .param("rule", text)
                    .param("depends", depends(rule))
                    .param("now", now())
                    .param("by", who())
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("name", "segment.name_exists", name);
        }
    }

    private void rename(long id, String name, String description) {
        try {
            jdbc.sql("""
                    update segment_segment set name = :name, description = :description, updated_at = :now where id = :id""")
                    .param("name", name)
                    .param("description", description)
                    .param("now", now())
                    .param("id", id)
                    .update();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("name", "segment.name_exists", name);
        }
    }

    /** A new version; whoever names this segment is evaluated again too. */
    private void rewrite(Segment before, Rule rule, String text) {
        int version = before.version() + 1;
        jdbc.sql("""
                update segment_segment set rule = :rule::jsonb, version = :version, state = 'BUILDING' where id = :id""")
                .param("rule", text)
                .param("version", version)
                .param("id", before.id())
                .update();
        version(before.id(), version, text);
        jdbc.sql("delete from segment_reference where segment_id = :id")
                .param("id", before.id())
                .update();
        refer(before.id(), rule);
        rebuild(before.id());
        usersOf(before.id()).forEach(user -> {
            refer(user, rows.ruleOf(user));
            rebuild(user);
        });
    }

    private void rebuild(long id) {
        Segment segment = rows.get(id);
        jdbc.sql("update segment_segment set depends = :depends::text[], state = 'BUILDING' where id = :id")
                .param("depends", depends(segment.rule()))
                .param("id", id)
                .update();
        builds.request(segment, Builds.Kind.BUILD, null, null);
    }

    private String[] depends(Rule rule) {
        return RuleFacts.depends(rule, rows::ruleOf).toArray(String[]::new);
    }

    /** What it names, and what those name. */
    private void refer(long id, Rule rule) {
        Set<Long> uses = RuleFacts.segments(rule);
        List.copyOf(uses).forEach(used -> uses.addAll(usesOf(used)));
        uses.forEach(used -> jdbc.sql("""
                insert into segment_reference (segment_id, uses_id) values (:id, :used) on conflict do nothing""").param("id", id).param("used", used).update());
    }

    private Set<Long> usesOf(long id) {
        return new TreeSet<>(jdbc.sql("select uses_id from segment_reference where segment_id = :id")
                .param("id", id)
                .query(Long.class)
                .list());
    }

    private List<Long> usersOf(long id) {
        return jdbc.sql("""
                select r.segment_id from segment_reference r join segment_segment s on s.id = r.segment_id
                where r.uses_id = :id and s.state <> 'ARCHIVED' order by r.segment_id""").param("id", id).query(Long.class).list();
    }

    private void version(long id, int version, String text) {
        jdbc.sql("""
                insert into segment_version (segment_id, version, rule, at, by_name)
                values (:id, :version, :rule::jsonb, :now, :by)""")
                .param("id", id)
                .param("version", version)
                .param("rule", text)
                .param("now", now())
                .param("by", who())
                .update();
    }

    private void alone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('segment_editing'))")
                .query((row, number) -> true)
                .single();
    }

    private String who() {
        return operator.find().map(Operator::name).orElse("system");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
