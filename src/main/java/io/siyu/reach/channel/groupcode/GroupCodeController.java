package io.siyu.reach.channel.groupcode;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.code.QrPng;
import io.siyu.reach.channel.groupcode.GroupCodeViews.Day;
import io.siyu.reach.channel.groupcode.GroupCodeViews.Detail;
import io.siyu.reach.channel.groupcode.GroupCodeViews.Line;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
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

/** Group codes in the console. */
@RestController
@RequestMapping("/api/admin/group-codes")
class GroupCodeController {

    private final GroupCodes codes;
    private final GroupCodeRows rows;
    private final GroupCodeViews views;

    GroupCodeController(GroupCodes codes, GroupCodeRows rows, GroupCodeViews views) {
        this.codes = codes;
        this.rows = rows;
        this.views = views;
    }

    @GetMapping
    @RequiresPermission("channel.read")
    Page<Line> list(
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return views.page(archived, Math.max(0, page), Math.clamp(size, 1, 100));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Detail create(@Valid @RequestBody GroupCodeDraft draft) {
        return views.detail(codes.create(draft));
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    Detail detail(@PathVariable long id) {
        return views.detail(rows.require(id));
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    Detail edit(@PathVariable long id, @Valid @RequestBody GroupCodeDraft draft) {
        return views.detail(codes.edit(id, draft));
    }

    @PostMapping("/{id}/archive")
    @RequiresPermission("channel.write")
    Detail archive(@PathVariable long id) {
        return views.detail(codes.archive(id));
    }

    @PostMapping("/{id}/restore")
    @RequiresPermission("channel.write")
    Detail restore(@PathVariable long id) {
        return views.detail(codes.restore(id));
    }

    @GetMapping("/{id}/days")
    @RequiresPermission("channel.read")
    List<Day> days(@PathVariable long id, @RequestParam(defaultValue = "30") int days) {
        return views.days(rows.require(id), Math.clamp(days, 1, 180));
    }

    @GetMapping(path = "/{id}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> picture(@PathVariable long id, @RequestParam(defaultValue = "480") int size) {
        byte[] png = QrPng.of(codes.urlOf(rows.require(id)), Math.clamp(size, 120, 2000));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .contentType(MediaType.IMAGE_PNG)
                .body(png);
    }
}
