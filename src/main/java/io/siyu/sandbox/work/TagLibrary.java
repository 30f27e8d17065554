package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The corporation's tags in their groups, and which friends carry them. A group without tags does not exist. */
@Component
@InSandbox
public class TagLibrary {

    /** A group; its tags are found by {@link #tags()}. */
    public record Group(String id, String name, long order, Instant createdAt) {}

    private static final String TAGS =
            "select t.*, g.name as group_name from sandbox_tag t" + " join sandbox_tag_group g on g.id = t.group_id";

    private final JdbcClient jdbc;
    private final Clock clock;

    TagLibrary(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The larger order comes first. */
    public List<Group> groups() {
        return jdbc.sql("select * from sandbox_tag_group order by sort_order desc, seq")
                .query(TagLibrary::group)
                .list();
    }

    public List<CorpTag> tags() {
        return jdbc.sql(TAGS + " order by t.sort_order desc, t.seq")
                .query(TagLibrary::tag)
                .list();
    }

    public Optional<CorpTag> tag(String id) {
        return jdbc.sql(TAGS + " where t.id = :id")
                .param("id", id)
                .query(TagLibrary::tag)
                .optional();
    }

    public Optional<Group> groupById(String id) {
        return jdbc.sql("select * from sandbox_tag_group where id = :id")
                .param("id", id)
                .query(TagLibrary::group)
                .optional();
    }

    /** The group of this name, made if there is none. */
    @Transactional
    public Group groupByName(String name, long order) {
        jdbc.sql("""
                        insert into sandbox_tag_group (id, name, sort_order, created_at)
                        values (:id, :name, :order, :now) on conflict (name) do nothing""")
                .param("id", "et" + RandomCode.letters(30))
                .param("name", name)
                .param("order", order)
                .param("now", Times.sql(clock.instant()))
                .update();
        return jdbc.sql("select * from sandbox_tag_group where name = :name")
                .param("name", name)
                .query(TagLibrary::group)
                .single();
    }

    /** Empty if the group has a tag of this name. */
    public Optional<CorpTag> addTag(Group group, String name, long order) {
        return jdbc.sql("""
                        insert into sandbox_tag (id, group_id, name, sort_order, created_at)
                        values (:id, :group, :name, :order, :now) on conflict (group_id, name) do nothing
                        returning *, :groupName as group_name""")
                .param("id", "et" + RandomCode.letters(30))
                .param("group", group.id())
                .param("name", name)
                .param("order", order)
                .param("now", Times.sql(clock.instant()))
                .param("groupName", group.name())
                .query(TagLibrary::tag)
                .optional();
    }

    /** Renames or reorders a tag or a group; null leaves as it is. False if another one has that name. */
    public boolean edit(String id, boolean isGroup, @Nullable String name, @Nullable Long order) {
        String table = isGroup ? "sandbox_tag_group" : "sandbox_tag";
        String siblings = isGroup ? "true" : "o.group_id = t.group_id";
        return jdbc.sql("update " + table
                                + " t set name = coalesce(:name, name), sort_order = coalesce(:order, sort_order)"
                                + " where id = :id and not exists (select 1 from " + table
                                + " o where o.id <> t.id and o.name = :name and " + siblings + ")")
                        .param("id", id)
                        .param("name", name)
                        .param("order", order, java.sql.Types.BIGINT)
                        .update()
                == 1;
    }

    /** Deletes tags and whole groups, and the groups whose last tag went with them. */
    @Transactional
    public void delete(Collection<String> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from sandbox_tag where id in (:ids)")
                    .param("ids", ids)
                    .update();
            jdbc.sql("delete from sandbox_tag_group where id in (:ids)")
                    .param("ids", ids)
                    .update();
            jdbc.sql(
                            "delete from sandbox_tag_group g where not exists (select 1 from sandbox_tag t where t.group_id = g.id)")
                    .update();
        }
    }

    public List<CorpTag> of(long relationId) {
        return jdbc.sql(TAGS + " join sandbox_relation_tag r on r.tag_id = t.id where r.relation_id = :relation"
                        + " order by t.sort_order desc, t.seq")
                .param("relation", relationId)
                .query(TagLibrary::tag)
                .list();
    }

    int count(long relationId) {
        return jdbc.sql("select count(*) from sandbox_relation_tag where relation_id = :relation")
                .param("relation", relationId)
                .query(Integer.class)
                .single();
    }

    @Transactional
    public void mark(long relationId, Collection<String> add, Collection<String> remove) {
        for (String tag : add) {
            jdbc.sql(
                            "insert into sandbox_relation_tag (relation_id, tag_id) values (:relation, :tag) on conflict do nothing")
                    .param("relation", relationId)
                    .param("tag", tag)
                    .update();
        }
        for (String tag : remove) {
            jdbc.sql("delete from sandbox_relation_tag where relation_id = :relation and tag_id = :tag")
                    .param("relation", relationId)
                    .param("tag", tag)
                    .update();
        }
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getString("id"), row.getString("name"), row.getLong("sort_order"), Times.read(row, "created_at"));
    }

    private static CorpTag tag(ResultSet row, int number) throws SQLException {
        return new CorpTag(
                row.getString("id"),
                row.getString("group_id"),
                row.getString("group_name"),
                row.getString("name"),
                row.getLong("sort_order"),
                Times.read(row, "created_at"));
    }
}
