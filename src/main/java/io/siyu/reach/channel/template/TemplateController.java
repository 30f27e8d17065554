package io.siyu.reach.channel.template;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.code.CodeBody;
import io.siyu.reach.channel.template.ChildViews.ChildRow;
import io.siyu.reach.channel.template.CodeTemplate.Target;
import io.siyu.shared.Page;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Templates of live codes in the console. */
@RestController
@RequestMapping("/api/admin/code-templates")
class TemplateController {

    private final Templates templates;
    private final TemplateRows rows;
    private final ChildViews children;

    TemplateController(Templates templates, TemplateRows rows, ChildViews children) {
        this.templates = templates;
        this.rows = rows;
        this.children = children;
    }

    /**
     * @param target for what its codes are; stays as it was made
     * @param automatic every store or guide, and every new one, gets a code
     * @param storeIds only those of these stores; absent or empty: of all
     * @param code what every code has: its name a pattern with {门店}, {门店编号}, {区域}, {导购}, its guides those that each code gets
     *     besides its own
     */
    record TemplateBody(
            @NotNull String name,
            @NotNull Target target,
            @Nullable Boolean automatic,
            @Nullable @Size(max = 5000) Set<@NotNull Long> storeIds,
            @NotNull @Valid CodeBody code) {

        TemplateRows.Draft draft() {
            return new TemplateRows.Draft(
                    name, target, Boolean.TRUE.equals(automatic), storeIds == null ? Set.of() : storeIds, code.draft());
        }
    }

    record TemplateRow(
            long id,
            String name,
            Target target,
            boolean automatic,
            long codes,
            long overridden,
            Instant createdAt,
            @Nullable Instant archivedAt) {}

    /** @param code what every code has */
    record TemplateDetail(
            long id,
            String name,
            Target target,
            boolean automatic,
            Set<Long> storeIds,
            CodeDraft code,
            long codes,
            long overridden,
            long empty,
            Instant createdAt,
            @Nullable Instant archivedAt) {}

    record Codes(@NotEmpty @Size(max = 500) List<@NotNull Long> codeIds) {}

    record Changed(int codes) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<TemplateRow> list(
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Target target,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        TemplateRows.Filter filter = new TemplateRows.Filter(archived, q.strip(), target);
        List<TemplateRow> found = rows.page(filter, Math.max(0, page), Math.clamp(size, 1, 100)).stream()
                .map(this::row)
                .toList();
        return new Page<>(found, rows.count(filter));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Templates.Saved create(@Valid @RequestBody TemplateBody body, Locale locale) {
        return templates.create(body.draft(), locale);
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    TemplateDetail detail(@PathVariable long id) {
        CodeTemplate template = rows.require(id);
        return new TemplateDetail(
                id,
                template.name(),
                template.target(),
                template.automatic(),
                template.storeIds(),
                template.draft(),
                count(id, false, false),
                count(id, true, false),
                count(id, false, true),
                template.createdAt(),
                template.archivedAt());
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    Templates.Saved edit(@PathVariable long id, @Valid @RequestBody TemplateBody body, Locale locale) {
        return templates.edit(id, body.draft(), locale);
    }

    @PostMapping("/{id}/archive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void archive(@PathVariable long id) {
        templates.archive(id);
    }

    @PostMapping("/{id}/restore")
    @RequiresPermission("channel.write")
    Templates.Saved restore(@PathVariable long id, Locale locale) {
        return templates.restore(id, locale);
    }

    /** @param only {@code overridden}: with settings of their own; {@code empty}: received by nobody */
    @GetMapping("/{id}/codes")
    @RequiresPermission("channel.read")
    Slice<ChildRow> codes(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "20") int size) {
        rows.require(id);
        return children.list(wanted(id, q, archived, only), after, Math.clamp(size, 1, 200));
    }

    static ChildViews.Wanted wanted(long id, String q, boolean archived, String only) {
        return new ChildViews.Wanted(id, q.strip(), archived, only.equals("overridden"), only.equals("empty"));
    }

    @PostMapping("/{id}/codes/archive")
    @RequiresPermission("channel.write")
    Changed archiveCodes(@PathVariable long id, @Valid @RequestBody Codes body) {
        return new Changed(templates.change(id, Templates.Deed.ARCHIVE, body.codeIds()));
    }

    @PostMapping("/{id}/codes/restore")
    @RequiresPermission("channel.write")
    Changed restoreCodes(@PathVariable long id, @Valid @RequestBody Codes body) {
        return new Changed(templates.change(id, Templates.Deed.RESTORE, body.codeIds()));
    }

    /** All their settings follow again. */
    @PostMapping("/{id}/codes/reset")
    @RequiresPermission("channel.write")
    Changed resetCodes(@PathVariable long id, @Valid @RequestBody Codes body) {
        return new Changed(templates.change(id, Templates.Deed.RESET, body.codeIds()));
    }

    private TemplateRow row(CodeTemplate template) {
        return new TemplateRow(
                template.id(),
                template.name(),
                template.target(),
                template.automatic(),
                count(template.id(), false, false),
                count(template.id(), true, false),
                template.createdAt(),
                template.archivedAt());
    }

    private long count(long id, boolean overridden, boolean empty) {
        return children.count(new ChildViews.Wanted(id, "", false, overridden, empty));
    }
}
