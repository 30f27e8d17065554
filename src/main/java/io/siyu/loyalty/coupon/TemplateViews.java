package io.siyu.loyalty.coupon;

import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Templates as the console and the mall show them, with what became of their coupons. */
@Component
class TemplateViews {

    private static final String SELECT = """
            select t.*, used.used, used.reserved, used.expired, used.discount_fen
            from coupon_template t
            cross join lateral (
                select count(*) filter (where status = 'USED') as used,
                    count(*) filter (where status = 'RESERVED') as reserved,
                    count(*) filter (where status = 'EXPIRED') as expired,
                    coalesce(sum(discount_fen) filter (where status = 'USED'), 0)::bigint as discount_fen
                from coupon_coupon c where c.template_id = t.id) used
            """;

    private static final String SOUGHT =
            "where (t.archived_at is not null) = :archived and (:words = '' or t.name ilike '%' || :words || '%')";

    private final JdbcClient jdbc;
    private final Clock clock;

    TemplateViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a template can do for somebody now. */
    enum Status {
        ACTIVE,
        SOLD_OUT,
        STOPPED,
        ENDED,
        ARCHIVED
    }

    record Figures(long issued, long used, long reserved, long expired, long discountFen) {}

    record Template(
            long id,
            String name,
            CouponTerms.Kind kind,
            long amountFen,
            int percentOff,
            @Nullable Long capFen,
            long thresholdFen,
            CouponTerms.Scope scope,
            Set<Long> productIds,
            Set<String> categories,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Integer validDays,
            int total,
            int perPerson,
            boolean claimable,
            String bearerDepartment,
            int bearerPercent,
            Status status,
            Instant createdAt,
            Figures figures) {}

    Page<Template> page(@Nullable String words, boolean archived, int page, int size) {
        List<Template> items = jdbc.sql(SELECT + SOUGHT + " order by t.id desc limit :size offset :offset")
                .param("archived", archived)
                .param("words", sought(words))
                .param("size", size)
                .param("offset", (long) page * size)
                .query(this::template)
                .list();
        return new Page<>(items, count(words, archived));
    }

    /** The same by keyset, newest first. */
    Slice<Template> below(long id, @Nullable String words, boolean archived, int size) {
        List<Template> rows = jdbc.sql(SELECT + SOUGHT + " and t.id < :id order by t.id desc limit :limit")
                .param("archived", archived)
                .param("words", sought(words))
                .param("id", id)
                .param("limit", size + 1)
                .query(this::template)
                .list();
        return Slice.of(rows, size, template -> Long.toString(template.id()));
    }

    long count(@Nullable String words, boolean archived) {
        return jdbc.sql("select count(*) from coupon_template t " + SOUGHT)
                .param("archived", archived)
                .param("words", sought(words))
                .query(Long.class)
                .single();
    }

    private static String sought(@Nullable String words) {
        return words == null ? "" : words.strip();
    }

    Template one(long id) {
        return jdbc.sql(SELECT + "where t.id = :id")
                .param("id", id)
                .query(this::template)
                .optional()
                .orElseThrow(() -> DomainException.notFound("coupon.template_not_found"));
    }

    /** What shoppers can take for themselves now. */
    List<Template> claimable() {
        return jdbc.sql(SELECT + """
                where t.claimable and not t.stopped and t.archived_at is null and t.issued < t.total
                  and (t.ends_at is null or t.ends_at > :now) and (t.starts_at is null or t.starts_at <= :now)
                order by t.id desc limit 50""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(this::template)
                .list();
    }

    private Template template(ResultSet row, int number) throws SQLException {
        CouponTerms terms = TermsRows.terms(row);
        return new Template(
                row.getLong("id"),
                row.getString("name"),
                terms.kind(),
                terms.amountFen(),
                terms.percentOff(),
                terms.capFen(),
                terms.thresholdFen(),
                terms.scope(),
                terms.productIds(),
                terms.categories(),
                time(row, "starts_at"),
                time(row, "ends_at"),
                row.getObject("valid_days", Integer.class),
                row.getInt("total"),
                row.getInt("per_person"),
                row.getBoolean("claimable"),
                row.getString("bearer_department"),
                row.getInt("bearer_percent"),
                status(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new Figures(
                        row.getLong("issued"),
                        row.getLong("used"),
                        row.getLong("reserved"),
                        row.getLong("expired"),
                        row.getLong("discount_fen")));
    }

    private Status status(ResultSet row) throws SQLException {
        Instant ends = time(row, "ends_at");
        if (row.getObject("archived_at") != null) {
            return Status.ARCHIVED;
        }
        if (row.getBoolean("stopped")) {
            return Status.STOPPED;
        }
        if (ends != null && !clock.instant().isBefore(ends)) {
            return Status.ENDED;
        }
        return row.getInt("issued") >= row.getInt("total") ? Status.SOLD_OUT : Status.ACTIVE;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
