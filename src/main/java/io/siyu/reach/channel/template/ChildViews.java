package io.siyu.reach.channel.template;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.template.ChildRows.Child;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The codes of a template as the console lists them. */
@Component
class ChildViews {

    private static final String FROM = """
            from channel_template_child k join channel_code c on c.id = k.code_id
            where k.template_id = :template and (c.archived_at is not null) = :archived
              and (not :overridden or k.overridden <> '{}')
              and (not :empty or not exists (select from channel_code_guide g where g.code_id = c.id and not g.backup))
              and (:q = '' or c.name ilike :like escape '\\' or c.code = :q)\s""";

    private final JdbcClient jdbc;
    private final Codes codes;
    private final CodeOwners owners;

    ChildViews(JdbcClient jdbc, Codes codes, CodeOwners owners) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.owners = owners;
    }

    /**
     * @param overridden only those with settings of their own
     * @param empty only those that nobody receives
     */
    record Wanted(long templateId, String q, boolean archived, boolean overridden, boolean empty) {}

    /**
     * A code of a template.
     *
     * @param ownerLeft the guide it was made for is gone: the store's other guides receive
     * @param guides how many receive now
     */
    record ChildRow(
            long id,
            String code,
            String url,
            String name,
            @Nullable Long storeId,
            @Nullable String store,
            @Nullable Long staffId,
            @Nullable String guide,
            boolean ownerLeft,
            List<String> overridden,
            int guides,
            long adds,
            Instant createdAt,
            @Nullable Instant archivedAt) {}

    private record Found(Child child, ChildRow row) {}

    Slice<ChildRow> list(Wanted wanted, long after, int size) {
        List<Found> found = params(
                        jdbc.sql("""
                select k.code_id, k.store_id, k.staff_id, k.overridden, c.code, c.name, c.created_at, c.archived_at,
                    (select count(*) from channel_code_guide g where g.code_id = c.id and not g.backup) as guides,
                    (select coalesce(sum(adds), 0) from channel_day d where d.code_id = c.id) as adds
                """ + FROM + "and k.code_id > :after order by k.code_id limit :limit"), wanted)
                .param("after", after)
                .param("limit", size + 1)
                .query(this::found)
                .list();
        return Slice.of(named(found), size, row -> Long.toString(row.id()));
    }

    long count(Wanted wanted) {
        return params(jdbc.sql("select count(*) " + FROM), wanted)
                .query(Long.class)
                .single();
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, Wanted wanted) {
        String like = wanted.q().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return statement
                .param("template", wanted.templateId())
                .param("archived", wanted.archived())
                .param("overridden", wanted.overridden())
                .param("empty", wanted.empty())
                .param("q", wanted.q())
                .param("like", "%" + like + "%");
    }

    /** Names of stores and guides are theirs who keep them, so they come by a call for the whole page. */
    private List<ChildRow> named(List<Found> found) {
        Map<StoreId, CodeOwner> stores = owners.ofStores(found.stream()
                .map(one -> one.child().store())
                .filter(Objects::nonNull)
                .toList());
        Map<StaffId, CodeOwner> guides = owners.ofGuides(found.stream()
                .map(one -> one.child().guide())
                .filter(Objects::nonNull)
                .toList());
        return found.stream()
                .map(one -> named(
                        one.row(),
                        Optional.ofNullable(one.child().store())
                                .map(stores::get)
                                .or(() ->
                                        Optional.ofNullable(one.child().guide()).map(guides::get))
                                .orElse(CodeOwner.NOBODY)))
                .toList();
    }

    private static ChildRow named(ChildRow row, CodeOwner owner) {
        StoreId store = owner.storeId();
        return new ChildRow(
                row.id(),
                row.code(),
                row.url(),
                row.name(),
                store == null ? null : store.value(),
                store == null ? null : owner.storeName(),
                row.staffId(),
                row.staffId() == null ? null : owner.guideName(),
                !owner.present(),
                row.overridden(),
                row.guides(),
                row.adds(),
                row.createdAt(),
                row.archivedAt());
    }

    private Found found(ResultSet row, int number) throws SQLException {
        Long store = row.getObject("store_id", Long.class);
        Long staff = row.getObject("staff_id", Long.class);
        Timestamp archivedAt = row.getTimestamp("archived_at");
        List<String> overridden =
                Arrays.asList((String[]) row.getArray("overridden").getArray());
        ChildRow one = new ChildRow(
                row.getLong("code_id"),
                row.getString("code"),
                codes.urlOf(row.getString("code")),
                row.getString("name"),
                store,
                null,
                staff,
                null,
                false,
                overridden,
                row.getInt("guides"),
                row.getLong("adds"),
                row.getTimestamp("created_at").toInstant(),
                archivedAt == null ? null : archivedAt.toInstant());
        Child child = new Child(
                one.id(),
                0,
                store == null ? null : new StoreId(store),
                staff == null ? null : new StaffId(staff),
                Set.of());
        return new Found(child, one);
    }
}
