package io.siyu.people.tag;

import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of groups and tags. */
@Component
class Library {

    private final JdbcClient jdbc;
    private final Clock clock;

    Library(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** PENDING: asked of WeChat Work, not yet answered. */
    enum State {
        ACTIVE,
        PENDING
    }

    record Group(
            long id, String name, boolean corp, @Nullable String wecomId, State state) {}

    record Tag(long id, long groupId, String name, @Nullable String wecomId, State state) {}

    List<Group> groups() {
        return jdbc.sql("""
                select * from tag_group where state <> 'ARCHIVED' order by corp desc, sort_order desc, id""").query(Library::group).list();
    }

    List<Tag> tags() {
        return jdbc.sql("select * from tag_tag where state <> 'ARCHIVED' order by group_id, sort_order desc, id")
                .query(Library::tag)
                .list();
    }

    List<Tag> tagsOf(long groupId) {
        return jdbc.sql("""
                select * from tag_tag where group_id = :group and state <> 'ARCHIVED' order by sort_order desc, id""").param("group", groupId).query(Library::tag).list();
    }

    Group group(long id) {
        return jdbc.sql("select * from tag_group where id = :id and state <> 'ARCHIVED'")
                .param("id", id)
                .query(Library::group)
                .optional()
                .orElseThrow(() -> DomainException.notFound("tag.group_not_found"));
    }

    Optional<Group> group(String name, boolean corp) {
        return jdbc.sql("select * from tag_group where name = :name and corp = :corp and state <> 'ARCHIVED'")
                .param("name", name)
                .param("corp", corp)
                .query(Library::group)
                .optional();
    }

    Tag tag(long id) {
        return jdbc.sql("select * from tag_tag where id = :id and state <> 'ARCHIVED'")
                .param("id", id)
                .query(Library::tag)
                .optional()
                .orElseThrow(() -> DomainException.notFound("tag.not_found"));
    }

    long insertGroup(String name, boolean corp, @Nullable String wecomId, State state, long order) {
        try {
            return jdbc.sql("""
                    insert into tag_group (name, corp, wecom_id, state, sort_order, created_at)
                    values (:name, :corp, :wecom, :state, :order, :now) returning id""")
                    .param("name", name)
                    .param("corp", corp)
                    .param("wecom", wecomId)
                    .param("state", state.name())
                    .param("order", order)
                    .param("now", now())
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("name", "tag.group_name_exists", name);
        }
    }

    long insertTag(long groupId, String name, @Nullable String wecomId, State state, long order) {
        try {
            return jdbc.sql("""
                    insert into tag_tag (group_id, name, wecom_id, state, sort_order, created_at)
                    values (:group, :name, :wecom, :state, :order, :now) returning id""")
                    .param("group", groupId)
                    .param("name", name)
                    .param("wecom", wecomId)
                    .param("state", state.name())
                    .param("order", order)
                    .param("now", now())
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("names", "tag.name_exists", name);
        }
    }

    void renameGroup(long id, String name) {
        try {
            jdbc.sql("update tag_group set name = :name where id = :id")
                    .param("name", name)
                    .param("id", id)
                    .update();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("name", "tag.group_name_exists", name);
        }
    }

    void renameTag(long id, String name) {
        try {
            jdbc.sql("update tag_tag set name = :name where id = :id")
                    .param("name", name)
                    .param("id", id)
                    .update();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("name", "tag.name_exists", name);
        }
    }

    void activateGroup(long id, String wecomId, long order) {
        jdbc.sql("update tag_group set wecom_id = :wecom, state = 'ACTIVE', sort_order = :order where id = :id")
                .param("wecom", wecomId)
                .param("order", order)
                .param("id", id)
                .update();
    }

    void activateTag(long id, String wecomId, long order) {
        jdbc.sql("update tag_tag set wecom_id = :wecom, state = 'ACTIVE', sort_order = :order where id = :id")
                .param("wecom", wecomId)
                .param("order", order)
                .param("id", id)
                .update();
    }

    /** Gone from the library; who carried them loses them in small steps afterwards. */
    void archiveTags(Collection<Long> ids) {
        jdbc.sql("""
                update tag_tag set state = 'ARCHIVED', archived_at = :now, wecom_id = null where id = any(:ids::bigint[])""").param("now", now()).param("ids", array(ids)).update();
    }

    void archiveGroup(long id) {
        jdbc.sql("update tag_group set state = 'ARCHIVED', archived_at = :now, wecom_id = null where id = :id")
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** Ours for WeChat Work's ids; those we have not heard of are left out. */
    Set<Long> idsOf(List<String> wecomIds) {
        return new LinkedHashSet<>(jdbc.sql("select id from tag_tag where wecom_id = any(:ids::text[]) order by id")
                .param("ids", wecomIds.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    List<String> wecomIdsOf(Collection<Long> ids) {
        return jdbc.sql("""
                select wecom_id from tag_tag where id = any(:ids::bigint[]) and wecom_id is not null order by id""").param("ids", array(ids)).query(String.class).list();
    }

    /** The customer's tags that WeChat Work should show. */
    Set<Long> corpTagsOf(CustomerId customer) {
        return new LinkedHashSet<>(jdbc.sql("""
                select t.id from tag_assignment a join tag_tag t on t.id = a.tag_id
                where a.customer_id = :customer and t.wecom_id is not null order by t.id""")
                .param("customer", customer.value())
                .query(Long.class)
                .list());
    }

    static long[] array(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getLong("id"),
                row.getString("name"),
                row.getBoolean("corp"),
                row.getString("wecom_id"),
                State.valueOf(row.getString("state")));
    }

    private static Tag tag(ResultSet row, int number) throws SQLException {
        return new Tag(
                row.getLong("id"),
                row.getLong("group_id"),
                row.getString("name"),
                row.getString("wecom_id"),
                State.valueOf(row.getString("state")));
    }
}
