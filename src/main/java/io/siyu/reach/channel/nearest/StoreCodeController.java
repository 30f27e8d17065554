package io.siyu.reach.channel.nearest;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.code.QrPng;
import io.siyu.reach.channel.nearest.StoreCodeDraft.Choice;
import io.siyu.shared.BrandZone;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Store codes in the console. */
@RestController
@RequestMapping("/api/admin/store-codes")
class StoreCodeController {

    private final StoreCodes codes;
    private final StoreCodeRows rows;
    private final Stores stores;
    private final Prints prints;
    private final BrandZone zone;
    private final Clock clock;

    StoreCodeController(
            StoreCodes codes, StoreCodeRows rows, Stores stores, Prints prints, BrandZone zone, Clock clock) {
        this.codes = codes;
        this.rows = rows;
        this.stores = stores;
        this.prints = prints;
        this.zone = zone;
        this.clock = clock;
    }

    /** @param stores how many it can lead to; {@code placed} of them have coordinates, {@code all} are open */
    record StoreCodeLine(
            long id, String name, String url, int stores, int placed, int all, long scans, Instant createdAt) {}

    /** @param located whether it can be found by distance; else only by its name */
    record DoorLine(
            long storeId,
            String name,
            @Nullable String region,
            @Nullable String address,
            long codeId,
            String codeName,
            boolean located,
            long scans) {}

    /** @param scans how often a store was chosen */
    record StoreCodeDay(LocalDate day, long scans) {}

    record StoreCodeDetail(
            long id,
            String code,
            String url,
            String name,
            @Nullable Long templateId,
            @Nullable Integer maxKm,
            @Nullable Long fallbackCodeId,
            @Nullable String fallbackText,
            List<Choice> choices,
            Instant createdAt,
            @Nullable Instant archivedAt,
            List<Prints.Print> prints,
            int all,
            int placed,
            long scans,
            List<DoorLine> doors) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<StoreCodeLine> list(
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        int all = stores.all().size();
        List<StoreCodeLine> lines = rows.page(archived, Math.max(0, page), Math.clamp(size, 1, 100)).stream()
                .map(code -> line(code, all))
                .toList();
        return new Page<>(lines, rows.count(archived));
    }

    private StoreCodeLine line(StoreCode code, int all) {
        List<StoreDoor> doors = rows.doors(code);
        return new StoreCodeLine(
                code.id(),
                code.name(),
                codes.urlOf(code),
                doors.size(),
                placed(doors),
                all,
                sum(rows.scans(code.id())),
                code.createdAt());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    StoreCodeDetail create(@Valid @RequestBody StoreCodeDraft draft) {
        return detail(codes.create(draft));
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    StoreCodeDetail detail(@PathVariable long id) {
        return detail(rows.require(id));
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    StoreCodeDetail edit(@PathVariable long id, @Valid @RequestBody StoreCodeDraft draft) {
        return detail(codes.edit(id, draft));
    }

    @PostMapping("/{id}/archive")
    @RequiresPermission("channel.write")
    StoreCodeDetail archive(@PathVariable long id) {
        return detail(codes.archive(id));
    }

    @PostMapping("/{id}/restore")
    @RequiresPermission("channel.write")
    StoreCodeDetail restore(@PathVariable long id) {
        return detail(codes.restore(id));
    }

    /** Day by day, days without anything too. */
    @GetMapping("/{id}/days")
    @RequiresPermission("channel.read")
    List<StoreCodeDay> days(@PathVariable long id, @RequestParam(defaultValue = "30") int days) {
        LocalDate today = zone.dateOf(clock.instant());
        LocalDate from = today.minusDays(Math.clamp(days, 1, 180) - 1L);
        Map<LocalDate, Long> found = rows.days(rows.require(id).id(), from, zone);
        return from.datesUntil(today.plusDays(1))
                .map(day -> new StoreCodeDay(day, found.getOrDefault(day, 0L)))
                .toList();
    }

    @GetMapping(path = "/{id}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> picture(@PathVariable long id, @RequestParam(defaultValue = "480") int size) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .contentType(MediaType.IMAGE_PNG)
                .body(QrPng.of(codes.urlOf(rows.require(id)), Math.clamp(size, 120, 2000)));
    }

    private StoreCodeDetail detail(StoreCode code) {
        Map<Long, Long> scans = rows.scans(code.id());
        List<StoreDoor> doors = rows.doors(code);
        return new StoreCodeDetail(
                code.id(),
                code.code(),
                codes.urlOf(code),
                code.name(),
                code.templateId(),
                code.maxKm(),
                code.fallbackCodeId(),
                code.fallbackText(),
                code.choices().entrySet().stream()
                        .map(one -> new Choice(one.getKey(), one.getValue()))
                        .toList(),
                code.createdAt(),
                code.archivedAt(),
                prints.of(Prints.Kind.STORE_CODE, code.id()),
                stores.all().size(),
                placed(doors),
                sum(scans),
                doors.stream()
                        .map(door -> new DoorLine(
                                door.storeId(),
                                door.name(),
                                door.region(),
                                door.address(),
                                door.codeId(),
                                door.codeName(),
                                door.point() != null,
                                scans.getOrDefault(door.storeId(), 0L)))
                        .toList());
    }

    private static int placed(List<StoreDoor> doors) {
        return (int) doors.stream().filter(door -> door.point() != null).count();
    }

    private static long sum(Map<Long, Long> scans) {
        return scans.values().stream().mapToLong(Long::longValue).sum();
    }
}
