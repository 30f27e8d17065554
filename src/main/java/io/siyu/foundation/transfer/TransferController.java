package io.siyu.foundation.transfer;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Taking lists out of the console, and fetching what came of it. */
@RestController
@RequestMapping("/api/admin")
class TransferController {

    private final Exports exports;
    private final Sheets sheets;
    private final CurrentOperator operator;
    private final Audit audit;
    private final BrandZone zone;

    TransferController(Exports exports, Sheets sheets, CurrentOperator operator, Audit audit, BrandZone zone) {
        this.exports = exports;
        this.sheets = sheets;
        this.operator = operator;
        this.audit = audit;
        this.zone = zone;
    }

    /** @param filters the parameters of the list as it is seen now */
    record ExportRequest(
            @NotBlank @Size(max = 40) String list,
            @Nullable @Size(max = 40) Map<@Size(max = 40) String, @Size(max = 200) String> filters) {}

    record Started(long jobId) {}

    /** What the file is to be. */
    enum As {
        csv("text/csv;charset=UTF-8"),
        xlsx("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        As(String mediaType) {
            this.mediaType = mediaType;
        }

        /** Written while it is sent. */
        RowsFile open(HttpServletResponse response, String name, List<Sheets.Title> titles, BrandZone zone)
                throws IOException {
            response.setContentType(mediaType);
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(name + "." + this, StandardCharsets.UTF_8)
                            .build()
                            .toString());
            OutputStream out = response.getOutputStream();
            return switch (this) {
                case csv -> new CsvFile(out, titles, zone);
                case xlsx -> new XlsxFile(out, titles, zone);
            };
        }
    }

    @PostMapping("/exports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequiresPermission("transfer.export")
    Started export(@Valid @RequestBody ExportRequest request, Locale locale) {
        refuseTheFrozen(Subject.of("list", request.list()));
        return new Started(
                exports.start(request.list(), request.filters() == null ? Map.of() : request.filters(), locale));
    }

    /** Written while it is read: a file of a million rows takes the memory of one piece. */
    @GetMapping("/transfers/{id}/file")
    @RequiresPermission("job.read")
    void file(@PathVariable long id, @RequestParam(defaultValue = "xlsx") As as, HttpServletResponse response)
            throws IOException {
        Sheets.Sheet sheet = mine(id);
        refuseTheFrozen(Subject.of("sheet", id, sheet.name()));
        audit.record("transfer.download", Subject.of("sheet", id, sheet.name()), null, null);
        try (RowsFile file = as.open(response, sheet.name(), sheet.titles(), zone)) {
            List<List<@Nullable Object>> rows = sheets.piece(id, 0);
            for (int piece = 1; !rows.isEmpty(); piece++) {
                for (List<@Nullable Object> row : rows) {
                    file.write(row);
                }
                rows = sheets.piece(id, piece);
            }
        }
    }

    /** Who has given notice takes nothing out any more; that it was tried is written down. */
    private void refuseTheFrozen(Subject what) {
        if (operator.get().exportFrozen()) {
            audit.record("transfer.refused", what, null, null);
            throw DomainException.forbidden("transfer.frozen");
        }
    }

    /** Another's is not there. */
    private Sheets.Sheet mine(long id) {
        Operator who = operator.get();
        return sheets.find(id)
                .filter(sheet -> who.may(sheet.permission()))
                .filter(sheet ->
                        who.may("job.all") || Long.valueOf(who.userId()).equals(sheet.userId()))
                .orElseThrow(() -> DomainException.notFound("transfer.file_gone"));
    }
}
