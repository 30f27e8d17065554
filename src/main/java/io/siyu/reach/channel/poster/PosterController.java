package io.siyu.reach.channel.poster;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.poster.Posters.Poster;
import io.siyu.reach.channel.template.CodeOwner;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
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

/** Poster designs in the console. */
@RestController
@RequestMapping("/api/admin/posters")
class PosterController {

    private static final int PREVIEW_DPI = 110;

    private final Posters posters;
    private final PosterPress press;

    PosterController(Posters posters, PosterPress press) {
        this.posters = posters;
        this.press = press;
    }

    record PosterBody(@NotNull String name, @NotNull @Valid PosterLayout layout) {}

    /** @param codeId whose poster; absent: an example */
    record PreviewBody(
            @NotNull @Valid PosterLayout layout, @Nullable Long codeId) {}

    record PosterRow(
            long id,
            String name,
            double widthMm,
            double heightMm,
            Instant createdAt,
            @Nullable Instant archivedAt) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<PosterRow> list(
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        List<PosterRow> found = posters.page(archived, Math.max(0, page), Math.clamp(size, 1, 100)).stream()
                .map(poster -> new PosterRow(
                        poster.id(),
                        poster.name(),
                        poster.layout().widthMm(),
                        poster.layout().heightMm(),
                        poster.createdAt(),
                        poster.archivedAt()))
                .toList();
        return new Page<>(found, posters.count(archived));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Poster create(@Valid @RequestBody PosterBody body) {
        return posters.require(posters.create(body.name(), body.layout()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    Poster one(@PathVariable long id) {
        return posters.require(id);
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    Poster edit(@PathVariable long id, @Valid @RequestBody PosterBody body) {
        posters.edit(id, body.name(), body.layout());
        return posters.require(id);
    }

    @PostMapping("/{id}/archive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void archive(@PathVariable long id) {
        posters.archive(id);
    }

    @PostMapping("/{id}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void restore(@PathVariable long id) {
        posters.restore(id);
    }

    /** What would be printed, in fewer dots. */
    @PostMapping(path = "/preview", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> preview(@Valid @RequestBody PreviewBody body) {
        return png(picture(body.layout().checked(), body.codeId(), PREVIEW_DPI));
    }

    @GetMapping(path = "/{id}/preview.png", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> preview(@PathVariable long id) {
        return png(picture(posters.require(id).layout(), null, PREVIEW_DPI / 2));
    }

    private byte[] picture(PosterLayout layout, @Nullable Long codeId, int dpi) {
        PosterFields fields = codeId == null ? example() : fieldsOf(codeId);
        return PosterPng.of(press.painter().paint(layout, fields, dpi), dpi);
    }

    private PosterFields fieldsOf(long codeId) {
        Map<Long, PosterFields> found = press.fieldsOf(List.of(codeId));
        PosterFields fields = found.get(codeId);
        if (fields == null) {
            throw DomainException.notFound("channel.code_not_found");
        }
        return fields;
    }

    private static PosterFields example() {
        return new PosterFields("https://example.com/c/0000000000", "收银台", CodeOwner.EXAMPLE, null);
    }

    private static ResponseEntity<byte[]> png(byte[] png) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_PNG)
                .body(png);
    }
}
