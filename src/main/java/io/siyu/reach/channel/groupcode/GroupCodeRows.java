package io.siyu.reach.channel.groupcode;

import io.siyu.reach.channel.groupcode.GroupCode.Kind;
import io.siyu.reach.channel.groupcode.GroupCode.Place;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Group codes in the database. */
@Component
class GroupCodeRows {

    private static final String SELECT = "select * from channel_group_code ";

    private final JdbcClient jdbc;

    GroupCodeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Owned(long code, Place place) {}

    Optional<GroupCode> find(long id) {
        return whole(jdbc.sql(SELECT + "where id = :id")
                        .param("id", id)
                        .query((row, number) -> code(row))
                        .list())
                .stream()
                .findFirst();
    }

    GroupCode require(long id) {
        return find(id).orElseThrow(() -> DomainException.notFound("groupcode.not_found"));
    }

    Optional<Long> idOf(String code) {
        return jdbc.sql("select id from channel_group_code where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional();
    }

    /** Whoever changes the code holds it until the transaction ends; visitors do not wait for them. */
    void lock(long id) {
        jdbc.sql("select id from channel_group_code where id = :id for no key update")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    List<GroupCode> page(boolean archived, int page, int size) {
        return whole(jdbc.sql(SELECT
                        + "where (archived_at is not null) = :archived order by id desc limit :size offset :offset")
                .param("archived", archived)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, number) -> code(row))
                .list());
    }

    List<GroupCode> open() {
        return whole(jdbc.sql(SELECT + "where archived_at is null order by id")
                .query((row, number) -> code(row))
                .list());
    }

    long count(boolean archived) {
        return jdbc.sql("select count(*) from channel_group_code where (archived_at is not null) = :archived")
                .param("archived", archived)
                .query(Long.class)
                .single();
    }

    long insert(String code, GroupCodeDraft draft, Instant now) {
        return fields(jdbc.sql("""
                insert into channel_group_code (code, name, kind, next_name, next_number, fallback_code_id, fallback_text, created_at)
                values (:code, :name, :kind, :next, :number, :fallback, :text, :now) returning id"""), draft)
                .param("code", code)
                .param("kind", draft.kind().name())
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    void update(long id, GroupCodeDraft draft) {
        fields(jdbc.sql("""
                update channel_group_code set name = :name, next_name = :next, next_number = :number, fallback_code_id = :fallback,
                    fallback_text = :text where id = :id"""), draft).param("id", id).update();
    }

    private static JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, GroupCodeDraft draft) {
        GroupCodeDraft.Next next = draft.next();
        return statement
                .param("name", draft.name().strip())
                .param("next", next == null ? null : next.name().strip(), Types.VARCHAR)
                .param("number", next == null ? null : next.number(), Types.INTEGER)
                .param("fallback", draft.fallbackCodeId(), Types.BIGINT)
                .param("text", draft.fallbackText(), Types.VARCHAR);
    }

    void archive(long id, @Nullable Instant at) {
        jdbc.sql("update channel_group_code set archived_at = :at where id = :id")
                .param("at", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    private List<GroupCode> whole(List<GroupCode> codes) {
        if (codes.isEmpty()) {
            return codes;
        }
        Map<Long, List<Place>> places = places(codes.stream().map(GroupCode::id).toList());
        return codes.stream()
                .map(code -> new GroupCode(
                        code.id(),
                        code.code(),
                        code.name(),
                        code.kind(),
                        code.nextName(),
                        code.nextNumber(),
                        code.fallbackCodeId(),
                        code.fallbackText(),
                        code.createdAt(),
                        code.archivedAt(),
                        places.getOrDefault(code.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Place>> places(Collection<Long> codes) {
        return jdbc
                .sql("""
                select * from channel_group_place where code_id = any(:codes) and removed_at is null
                order by code_id, overflow, position, id""")
                .param("codes", codes.toArray(Long[]::new))
                .query((row, number) -> new Owned(row.getLong("code_id"), place(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Owned::code, Collectors.mapping(Owned::place, Collectors.toList())));
    }

    private static Place place(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return new Place(
                row.getLong("id"),
                row.getInt("position"),
                row.getString("chat_id"),
                row.getString("picture_url"),
                instant(row, "expires_at"),
                row.getInt("cap"),
                row.getBoolean("overflow"),
                row.getInt("shown"),
                row.getString("state"),
                status == null ? null : Status.valueOf(status),
                row.getString("qr_url"),
                row.getString("failure"));
    }

    private static GroupCode code(ResultSet row) throws SQLException {
        return new GroupCode(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("next_name"),
                row.getObject("next_number", Integer.class),
                row.getObject("fallback_code_id", Long.class),
                row.getString("fallback_text"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "archived_at"),
                List.of());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
