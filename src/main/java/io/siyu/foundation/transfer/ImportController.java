package io.siyu.foundation.transfer;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.BrandZone;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Bringing files into the console: what would happen first, then doing it. */
@RestController
@RequestMapping("/api/admin/imports")
class ImportController {

    private static final int SHOWN = 5;
    private static final int LONGEST_NAME = 100;

    private final Imports imports;
    private final Sheets sheets;
    private final BrandZone zone;

    ImportController(Imports imports, Sheets sheets, BrandZone zone) {
        this.imports = imports;
        this.sheets = sheets;
        this.zone = zone;
    }

    /** A file with the titles, a star at those that must be there, and an example to be written over. */
    @GetMapping("/template")
    @RequiresPermission("transfer.import")
    void template(
            @RequestParam @NotBlank String target,
            @RequestParam(defaultValue = "xlsx") TransferController.As as,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Imports.Template template = imports.template(target, locale);
        try (RowsFile file = as.open(response, template.name(), template.titles(), zone)) {
            for (List<@Nullable Object> row : template.rows()) {
                file.write(row);
            }
        }
    }

    /** A refused row, its reason in the last cell. */
    record Refused(List<String> cells) {}

    record Standing(
            long id,
            String fileName,
            ImportRows.State state,
            long accepted,
            long refused,
            long created,
            long changed,
            @Nullable String errorsPath,
            List<Refused> first) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequiresPermission("transfer.import")
    Imports.Started check(
            @RequestParam @NotBlank String target,
            @RequestParam(defaultValue = "") @Size(max = 40) String about,
            @RequestPart MultipartFile file,
            Locale locale)
            throws IOException {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "").replaceAll("[\\p{Cntrl}/\\\\]", "");
        String shown = name.isBlank() ? "file" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
        byte[] content = file.getBytes();
        return imports.check(target, about, shown, SheetReader.read(content), sha256(content), locale);
    }

    @GetMapping("/{id}")
    @RequiresPermission("transfer.import")
    Standing one(@PathVariable long id) {
        ImportRows.Import one = imports.mine(id);
        Long errors = one.errorsId();
        List<Refused> first = errors == null
                ? List.of()
                : sheets.piece(errors, 0).stream()
                        .limit(SHOWN)
                        .map(row ->
                                new Refused(row.stream().map(String::valueOf).toList()))
                        .toList();
        return new Standing(
                one.id(),
                one.fileName(),
                one.state(),
                one.accepted(),
                one.refused(),
                one.created(),
                one.changed(),
                errors == null ? null : "/api/admin/transfers/%d/file?as=xlsx".formatted(errors),
                first);
    }

    @PostMapping("/{id}/apply")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequiresPermission("transfer.import")
    Imports.Started apply(@PathVariable long id, Locale locale) {
        return imports.apply(id, locale);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
