package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.StoreId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stores of the brand. One that is closed is kept: customers and orders name it. */
@RestController
@RequestMapping("/api/admin/stores")
class StoresController {

    private static final String MATCHING = """
            from staff_store s left join staff_region r on r.id = s.region_id
            where s.archived_at is null
              and (:q = '' or lower(s.name) like :like or lower(s.code) like :like or lower(r.name) like :like)
              and (cardinality(:ids::bigint[]) = 0 or s.id = any(:ids))\s""";

    private final JdbcClient jdbc;
    private final StoreBook stores;
    private final Audit audit;
    private final TransactionTemplate transaction;

    StoresController(JdbcClient jdbc, StoreBook stores, Audit audit, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param latitude in GCJ-02, as the maps of China tell it */
    record Line(
            long id,
            String code,
            String name,
            @Nullable String regionName,
            long staffCount,
            @Nullable String address,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    record NewStore(
            @NotBlank @Size(max = 32) String code,
            @NotBlank @Size(max = 64) String name,
            @Nullable @Size(max = 64) String regionName,
            @Nullable @Size(max = 200) String address,
            @Nullable @DecimalMin("-90") @DecimalMax("90") Double latitude,
            @Nullable @DecimalMin("-180") @DecimalMax("180") Double longitude) {

        StoreBook.Place place() {
            return placeOf(address, latitude, longitude);
        }
    }

    record Change(
            @NotBlank @Size(max = 64) String name,
            @Nullable @Size(max = 64) String regionName,
            @Nullable @Size(max = 200) String address,
            @Nullable @DecimalMin("-90") @DecimalMax("90") Double latitude,
            @Nullable @DecimalMin("-180") @DecimalMax("180") Double longitude) {

        StoreBook.Place place() {
            return placeOf(address, latitude, longitude);
        }
    }

    record Made(long id) {}

    /** @param ids only these; empty: all */
    @GetMapping
    @RequiresPermission("staff.read")
    Page<Line> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") Set<Long> ids,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Paging paging = new Paging(q, page, size);
        List<Line> lines = jdbc.sql("""
                select s.id, s.code, s.name, r.name as region_name,
                       (select count(*) from staff_member m where m.store_id = s.id and m.active) as staff_count,
                       s.address, s.latitude, s.longitude\s""" + MATCHING + " order by s.code offset :offset limit :limit")
                .param("q", paging.q())
                .param("like", paging.like())
                .param("ids", ids.toArray(Long[]::new))
                .param("offset", paging.offset())
                .param("limit", paging.limit())
                .query(Line.class)
                .list();
        long total = jdbc.sql("select count(*) " + MATCHING)
                .param("q", paging.q())
                .param("like", paging.like())
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .single();
        return new Page<>(lines, total);
    }

    @PostMapping
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody @Valid NewStore store) {
        Long id = transaction.execute(status -> {
            StoreId made = stores.add(store.code().strip(), store.name().strip(), store.regionName())
                    .orElseThrow(() -> DomainException.conflict("store.code_taken", store.code())
                            .at("code"));
            stores.place(made, store.place());
            audit.record("store.create", "store", made, null, store);
            return made.value();
        });
        return new Made(id == null ? 0 : id);
    }

    @PutMapping("/{id}")
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody @Valid Change change) {
        StoreId store = idOf(id);
        transaction.executeWithoutResult(status -> {
            StoreBook.Shown before = stores.shown(store).orElse(null);
            if (!stores.change(store, change.name().strip(), change.regionName())) {
                throw DomainException.notFound("store.not_found");
            }
            stores.place(store, change.place());
            audit.record("store.change", "store", store, before, change);
        });
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable long id) {
        StoreId store = idOf(id);
        transaction.executeWithoutResult(status -> {
            if (!stores.archive(store)) {
                long left = stores.activeMembers(store);
                throw left > 0
                        ? DomainException.conflict("store.in_use", left)
                        : DomainException.notFound("store.not_found");
            }
            String name = stores.shown(store).map(StoreBook.Shown::name).orElse("");
            audit.record("store.close", Subject.of("store", store, name), null, null);
        });
    }

    private static StoreBook.Place placeOf(
            @Nullable String address, @Nullable Double latitude, @Nullable Double longitude) {
        if ((latitude == null) != (longitude == null)) {
            throw DomainException.invalid(latitude == null ? "latitude" : "longitude", "store.place_half");
        }
        return new StoreBook.Place(address == null || address.isBlank() ? null : address.strip(), latitude, longitude);
    }

    private static StoreId idOf(long id) {
        if (id <= 0) {
            throw DomainException.notFound("store.not_found");
        }
        return new StoreId(id);
    }
}
