package io.siyu.reach.channel.code;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.code.CodeFigures.Day;
import io.siyu.reach.channel.code.CodeViews.CodeDetail;
import io.siyu.reach.channel.code.CodeViews.CodeRow;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import java.util.List;
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

/** Live codes in the console. */
@RestController
@RequestMapping("/api/admin/codes")
class CodeController {

    private final Codes codes;
    private final CodeRows rows;
    private final CodeViews views;
    private final CodeFigures figures;

    CodeController(Codes codes, CodeRows rows, CodeViews views, CodeFigures figures) {
        this.codes = codes;
        this.rows = rows;
        this.views = views;
        this.figures = figures;
    }

    /** @param standing whether they take visitors in; absent: all */
    @GetMapping
    @RequiresPermission("channel.read")
    Page<CodeRow> list(
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) CodeList.@Nullable Standing standing,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return views.page(new CodeList.Filter(archived, q, standing), Math.max(0, page), Math.clamp(size, 1, 100));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    CodeDetail create(@Valid @RequestBody CodeBody body) {
        return views.detail(rows.require(codes.create(body.draft()).id()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    CodeDetail detail(@PathVariable long id) {
        return views.detail(rows.require(id));
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    CodeDetail edit(@PathVariable long id, @Valid @RequestBody CodeBody body) {
        codes.edit(id, body.draft());
        return views.detail(rows.require(id));
    }

    @PostMapping("/{id}/archive")
    @RequiresPermission("channel.write")
    CodeDetail archive(@PathVariable long id) {
        codes.archive(id);
        return views.detail(rows.require(id));
    }

    @PostMapping("/{id}/restore")
    @RequiresPermission("channel.write")
    CodeDetail restore(@PathVariable long id) {
        codes.restore(id);
        return views.detail(rows.require(id));
    }

    @GetMapping("/{id}/figures")
    @RequiresPermission("channel.read")
    List<Day> figures(@PathVariable long id, @RequestParam(defaultValue = "30") int days) {
        rows.require(id);
        return figures.byDay(id, Math.clamp(days, 1, 366));
    }

    @GetMapping(path = "/{id}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> picture(@PathVariable long id, @RequestParam(defaultValue = "480") int size) {
        String content = codes.printed(List.of(rows.require(id))).getOrDefault(id, "");
        byte[] png = QrPng.of(content, Math.clamp(size, 120, 2000));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.IMAGE_PNG)
                .body(png);
    }
}
