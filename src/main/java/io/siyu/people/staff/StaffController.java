package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Employees: who they are comes from WeChat Work, where they work and whether they are on duty is said here. */
@RestController
@RequestMapping("/api/admin/staff")
class StaffController {

    private static final String MATCHING = """
            from staff_member m left join staff_store s on s.id = m.store_id
            where (:q = '' or lower(m.name) like :like or lower(m.wecom_user_id) like :like)
              and (:store::bigint is null or m.store_id = :store) and (:active::boolean is null or m.active = :active)
              and (cardinality(:ids::bigint[]) = 0 or m.id = any(:ids))\s""";

    private final JdbcClient jdbc;
    private final StaffDirectory staff;
    private final Stores stores;
    private final Members members;
    private final Presence presence;
    private final CurrentOperator operators;
    private final DirectorySync directory;
    private final Audit audit;
    private final TransactionTemplate transaction;

    StaffController(
            JdbcClient jdbc,
            StaffDirectory staff,
            Stores stores,
            Members members,
            Presence presence,
            CurrentOperator operators,
            DirectorySync directory,
            Audit audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.stores = stores;
        this.members = members;
        this.presence = presence;
        this.operators = operators;
        this.directory = directory;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Line(
            long id,
            String wecomUserId,
            String name,
            @Nullable Long storeId,
            @Nullable String storeName,
            boolean active,
            boolean onDuty,
            boolean away,
            Instant joinedAt,
            @Nullable Instant leftAt,
            @Nullable LocalDate leavesOn) {}

    record Change(@Nullable Long storeId, boolean onDuty) {}

    /** @param ids only these; empty: all */
    @GetMapping
    @RequiresPermission("staff.read")
    Page<Line> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") Set<Long> ids,
            @RequestParam(required = false) @Nullable Long storeId,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Paging paging = new Paging(q, page, size);
        List<Line> lines = matching(
                        "select m.id, m.wecom_user_id, m.name, m.store_id, s.name as store_name, m.active, m.on_duty, m.away,"
                                + " m.joined_at, m.left_at, m.leaves_on ",
                        " order by m.active desc, m.id offset :offset limit :limit",
                        paging,
                        ids,
                        storeId,
                        active)
                .param("offset", paging.offset())
                .param("limit", paging.limit())
                .query((row, number) -> new Line(
                        row.getLong("id"),
                        row.getString("wecom_user_id"),
                        row.getString("name"),
                        row.getObject("store_id", Long.class),
                        row.getString("store_name"),
                        row.getBoolean("active"),
                        row.getBoolean("on_duty"),
                        row.getBoolean("away"),
                        row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                        Paging.instant(row.getObject("left_at", OffsetDateTime.class)),
                        row.getObject("leaves_on", LocalDate.class)))
                .list();
        long total = matching("select count(*) ", "", paging, ids, storeId, active)
                .query(Long.class)
                .single();
        return new Page<>(lines, total);
    }

    @PutMapping("/{id}")
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody Change change) {
        StaffMember before = (id > 0 ? staff.find(new StaffId(id)) : java.util.Optional.<StaffMember>empty())
                .orElseThrow(() -> DomainException.notFound("staff.not_found"));
        StoreId store = change.storeId() == null ? null : existing(change.storeId());
        transaction.executeWithoutResult(status -> {
            members.assign(before.id(), store);
            presence.switchByOperator(
                    before.id(), change.onDuty(), operators.get().name());
            Long storeBefore =
                    before.storeId() == null ? null : before.storeId().value();
            audit.record(
                    "staff.change",
                    Subject.of("staff", id, before.name()),
                    new Change(storeBefore, before.onDuty()),
                    change);
        });
    }

    /** Reads the directory of WeChat Work at once, instead of within the hour. */
    @PostMapping("/sync")
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sync() {
        audit.record("staff.sync", Subject.of("staff", "all"), null, null);
        directory.sync();
    }

    private StoreId existing(long id) {
        if (id <= 0) {
            throw DomainException.invalid("storeId", "store.not_found");
        }
        return stores.find(new StoreId(id))
                .map(Store::id)
                .orElseThrow(() -> DomainException.invalid("storeId", "store.not_found"));
    }

    private JdbcClient.StatementSpec matching(
            String before,
            String after,
            Paging paging,
            Set<Long> ids,
            @Nullable Long storeId,
            @Nullable Boolean active) {
        return jdbc.sql(before + MATCHING + after)
                .param("q", paging.q())
                .param("like", paging.like())
                .param("ids", ids.toArray(Long[]::new))
                .param("store", storeId, java.sql.Types.BIGINT)
                .param("active", active, java.sql.Types.BOOLEAN);
    }
}
