package io.siyu.reach.channel.code;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.Afterlife;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What becomes of codes that are out there: stopped, printed, inherited from an earlier system. */
@RestController
@RequestMapping("/api/admin")
class CodeLifeController {

    private final CodeRows rows;
    private final CodeLife life;
    private final CodeViews views;
    private final BrandFallback brand;
    private final FormerStates formerStates;
    private final PictureUploads uploads;
    private final Audit audit;
    private final Clock clock;

    CodeLifeController(
            CodeRows rows,
            CodeLife life,
            CodeViews views,
            BrandFallback brand,
            FormerStates formerStates,
            PictureUploads uploads,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.life = life;
        this.views = views;
        this.brand = brand;
        this.formerStates = formerStates;
        this.uploads = uploads;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param afterlife its end is left out */
    record FallbackBody(
            @Nullable @Size(max = 200) String text,
            @Nullable Afterlife afterlife) {}

    /** @param path what to give as the {@code pictureUrl} */
    record Uploaded(String path) {}

    @PostMapping("/codes/{id}/stop")
    @RequiresPermission("channel.write")
    CodeViews.CodeDetail stop(@PathVariable long id) {
        life.stop(id);
        return views.detail(rows.require(id));
    }

    @PostMapping("/codes/{id}/resume")
    @RequiresPermission("channel.write")
    CodeViews.CodeDetail resume(@PathVariable long id) {
        life.resume(id);
        return views.detail(rows.require(id));
    }

    /** The states of an earlier system whose adds count for this code. */
    @GetMapping("/codes/{id}/former-states")
    @RequiresPermission("channel.read")
    Slice<String> formerStates(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int size) {
        rows.require(id);
        int limit = Math.clamp(size, 1, 200);
        return Slice.of(formerStates.of(id, after, limit + 1), limit, Function.identity());
    }

    @GetMapping("/code-fallback")
    @RequiresPermission("channel.read")
    BrandFallback.Default fallback() {
        return brand.get();
    }

    @PutMapping("/code-fallback")
    @RequiresPermission("channel.write")
    @Transactional
    BrandFallback.Default fallback(@Valid @RequestBody FallbackBody body) {
        Afterlife given = body.afterlife() == null ? Afterlife.NONE : body.afterlife();
        life.check(given);
        Afterlife kept = new Afterlife(null, given.codeId(), given.staffId(), given.pictureUrl());
        String text = body.text() == null || body.text().isBlank()
                ? null
                : body.text().strip();
        audit.record("channel.fallback.change", "fallback", "default", brand.get(), body);
        brand.put(new BrandFallback.Default(text, kept));
        return brand.get();
    }

    @PostMapping(path = "/code-pictures", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Uploaded upload(@RequestPart("file") MultipartFile file) {
        return new Uploaded(uploads.keep(file, CodePictures.PICTURE, "channel.picture.upload"));
    }
}
