package io.siyu.reach.channel.nearest;

import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Store codes in the database, and the doors they open. */
@Component
class StoreCodeRows {

    private static final TypeReference<TreeMap<Long, Long>> CHOICES = new TypeReference<>() {};

    private static final String SELECT = """
            select c.*, (select jsonb_object_agg(store_id, code_id) from channel_store_code_choice
                         where store_code_id = c.id)::text as choices
            from channel_store_code c\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StoreCodeRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<StoreCode> byCode(String code) {
        return jdbc.sql(SELECT + "where c.code = :code")
                .param("code", code)
                .query((row, number) -> code(row))
                .optional();
    }

    StoreCode require(long id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query((row, number) -> code(row))
                .optional()
                .orElseThrow(() -> DomainException.notFound("storecode.not_found"));
    }

    void lock(long id) {
        jdbc.sql("select id from channel_store_code where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    List<StoreCode> page(boolean archived, int page, int size) {
        return jdbc.sql(SELECT
                        + "where (c.archived_at is not null) = :archived order by c.id desc limit :size offset :offset")
                .param("archived", archived)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, number) -> code(row))
                .list();
    }

    long count(boolean archived) {
        return jdbc.sql("select count(*) from channel_store_code where (archived_at is not null) = :archived")
                .param("archived", archived)
                .query(Long.class)
                .single();
    }

    long insert(String code, StoreCodeDraft draft, Instant now) {
        long id = fields(jdbc.sql("""
                insert into channel_store_code (code, name, template_id, max_km, fallback_code_id, fallback_text, created_at)
                values (:code, :name, :template, :km, :fallback, :text, :now) returning id"""), draft)
                .param("code", code)
                .param("now", utc(now))
                .query(Long.class)
                .single();
        choose(id, draft);
        return id;
    }

    void update(long id, StoreCodeDraft draft) {
        fields(jdbc.sql("""
                update channel_store_code set name = :name, template_id = :template, max_km = :km, fallback_code_id = :fallback,
                    fallback_text = :text where id = :id"""), draft).param("id", id).update();
        choose(id, draft);
    }

    private static JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, StoreCodeDraft draft) {
        return statement
                .param("name", draft.name().strip())
                .param("template", draft.templateId(), Types.BIGINT)
                .param("km", draft.maxKm(), Types.INTEGER)
                .param("fallback", draft.fallbackCodeId(), Types.BIGINT)
                .param("text", draft.fallbackText(), Types.VARCHAR);
    }

    private void choose(long id, StoreCodeDraft draft) {
        jdbc.sql("delete from channel_store_code_choice where store_code_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                insert into channel_store_code_choice (store_code_id, store_id, code_id)
                select :id, store, code from unnest(:stores::bigint[], :codes::bigint[]) as chosen (store, code)""")
                .param("id", id)
                .param(
                        "stores",
                        draft.choices().stream()
                                .map(StoreCodeDraft.Choice::storeId)
                                .toArray(Long[]::new))
                .param(
                        "codes",
                        draft.choices().stream()
                                .map(StoreCodeDraft.Choice::codeId)
                                .toArray(Long[]::new))
                .update();
    }

    void archive(long id, @Nullable Instant at) {
        jdbc.sql("update channel_store_code set archived_at = :at where id = :id")
                .param("at", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    boolean isStoreTemplate(long template) {
        return jdbc.sql(
                        "select exists (select from channel_template where id = :id and target = 'STORE' and archived_at is null)")
                .param("id", template)
                .query(Boolean.class)
                .single();
    }

    /** The open stores that have a live code by this one, in the order of their numbers. */
    List<StoreDoor> doors(StoreCode code) {
        return jdbc.sql("""
                select s.id, s.name, r.name as region, s.address, s.latitude, s.longitude,
                    live.id as code_id, live.name as code_name, live.code as live_code
                from staff_store s left join staff_region r on r.id = s.region_id
                left join channel_store_code_choice chosen on chosen.store_code_id = :id and chosen.store_id = s.id
                left join channel_template_child child on child.template_id = :template and child.store_id = s.id
                join channel_code live on live.id = coalesce(chosen.code_id, child.code_id)
                    and live.archived_at is null and live.stopped_at is null
                where s.archived_at is null order by s.code""")
                .param("id", code.id())
                .param("template", code.templateId(), Types.BIGINT)
                .query((row, number) -> new StoreDoor(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("region"),
                        row.getString("address"),
                        row.getObject("latitude") == null
                                ? null
                                : new Point(row.getDouble("latitude"), row.getDouble("longitude")),
                        row.getLong("code_id"),
                        row.getString("code_name"),
                        row.getString("live_code")))
                .list();
    }

    void scanned(long id, long store, @Nullable Integer km, Instant at) {
        jdbc.sql("insert into channel_store_scan (store_code_id, store_id, km, at) values (:id, :store, :km, :at)")
                .param("id", id)
                .param("store", store)
                .param("km", km, Types.INTEGER)
                .param("at", utc(at))
                .update();
    }

    /** How often each store was chosen. */
    Map<Long, Long> scans(long id) {
        Map<Long, Long> scans = new TreeMap<>();
        jdbc.sql(
                        "select store_id, count(*) as scans from channel_store_scan where store_code_id = :id group by store_id")
                .param("id", id)
                .query(row -> {
                    scans.put(row.getLong("store_id"), row.getLong("scans"));
                });
        return scans;
    }

    /** How often a store was chosen on a day; days without are left out. */
    Map<LocalDate, Long> days(long id, LocalDate from, BrandZone zone) {
        Map<LocalDate, Long> days = new TreeMap<>();
        jdbc.sql("""
                select (at at time zone :zone)::date as day, count(*) as scans from channel_store_scan
                where store_code_id = :id and at >= :from group by 1""")
                .param("zone", zone.zone().getId())
                .param("id", id)
                .param("from", utc(zone.startOf(from)))
                .query(row -> {
                    days.put(row.getObject("day", LocalDate.class), row.getLong("scans"));
                });
        return days;
    }

    private StoreCode code(ResultSet row) throws SQLException {
        String choices = row.getString("choices");
        return new StoreCode(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getObject("template_id", Long.class),
                row.getObject("max_km", Integer.class),
                row.getObject("fallback_code_id", Long.class),
                row.getString("fallback_text"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "archived_at"),
                choices == null ? Map.of() : json.readValue(choices, CHOICES));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
