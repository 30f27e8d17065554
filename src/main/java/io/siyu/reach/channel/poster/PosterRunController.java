package io.siyu.reach.channel.poster;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.Jobs;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.code.PictureUploads;
import io.siyu.reach.channel.poster.PosterRuns.Run;
import io.siyu.reach.channel.poster.PosterRuns.Sheet;
import io.siyu.shared.DomainException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Posters for codes: one at once, thousands by a job, fetched as one ZIP. */
@RestController
@RequestMapping("/api/admin")
class PosterRunController {

    private static final int PAGE = 200;

    private final Posters posters;
    private final PosterRuns runs;
    private final PosterPress press;
    private final SheetFolder folder;
    private final Prints prints;
    private final PictureUploads uploads;
    private final Jobs jobs;
    private final CurrentOperator operator;
    private final Audit audit;
    private final MessageSource texts;
    private final Clock clock;

    PosterRunController(
            Posters posters,
            PosterRuns runs,
            PosterPress press,
            SheetFolder folder,
            Prints prints,
            PictureUploads uploads,
            Jobs jobs,
            CurrentOperator operator,
            Audit audit,
            MessageSource texts,
            Clock clock) {
        this.posters = posters;
        this.runs = runs;
        this.press = press;
        this.folder = folder;
        this.prints = prints;
        this.uploads = uploads;
        this.jobs = jobs;
        this.operator = operator;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /** Either all codes of a template, or these. */
    record RunBody(
            @Nullable Long templateId,
            @Nullable @Size(max = 5000) List<@NotNull Long> codeIds) {}

    record Started(long runId, long jobId, int posters) {}

    record Uploaded(String path) {}

    @PostMapping("/posters/{id}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequiresPermission("channel.write")
    @Transactional
    Started start(@PathVariable long id, @Valid @RequestBody RunBody body, Locale locale) {
        Posters.Poster poster = posters.require(id);
        Operator who = operator.get();
        long run = runs.open(poster, who.userId(), clock.instant());
        int count = body.templateId() == null
                ? runs.orderOf(run, Objects.requireNonNullElse(body.codeIds(), List.of()))
                : runs.orderAll(run, body.templateId());
        if (count == 0) {
            throw DomainException.invalid("codeIds", "channel.poster.no_codes");
        }
        audit.record("channel.poster.run", Subject.of("poster", id, poster.name()), null, new Ordered(count));
        String title =
                String.valueOf(texts.getMessage("channel.poster.job_title", new Object[] {poster.name()}, "", locale));
        return new Started(run, jobs.start(PosterWork.KIND, new PosterWork.Order(run, count), title), count);
    }

    private record Ordered(int posters) {}

    @GetMapping(path = "/posters/{id}/codes/{codeId}.png", produces = MediaType.IMAGE_PNG_VALUE)
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> one(@PathVariable long id, @PathVariable long codeId) {
        Posters.Poster poster = posters.require(id);
        PosterFields fields = press.fieldsOf(List.of(codeId)).get(codeId);
        if (fields == null) {
            throw DomainException.notFound("channel.code_not_found");
        }
        byte[] png = press.png(poster.layout(), fields);
        prints.printed(Prints.Kind.CODE, List.of(codeId), poster.name(), 1, clock.instant());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(SheetNames.of(fields) + ".png"))
                .contentType(MediaType.IMAGE_PNG)
                .body(png);
    }

    /** Written while it is read. */
    @GetMapping("/poster-runs/{id}/file")
    @RequiresPermission("channel.read")
    void file(@PathVariable long id, HttpServletResponse response) throws IOException {
        Run run = mine(id);
        prints.printed(Prints.Kind.CODE, runs.codesOf(id), run.name(), 1, clock.instant());
        audit.record("channel.poster.download", Subject.of("poster", run.posterId(), run.name()), null, null);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(SheetNames.safe(run.name()) + ".zip"));
        try (SheetFolder.Archive archive = new SheetFolder.Archive(response.getOutputStream())) {
            List<Sheet> sheets = runs.after(id, 0, PAGE);
            while (!sheets.isEmpty()) {
                for (Sheet sheet : sheets) {
                    folder.addTo(archive, id, sheet);
                }
                sheets = runs.after(id, sheets.getLast().number(), PAGE);
            }
        }
    }

    @PostMapping(path = "/poster-pictures", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Uploaded upload(@RequestPart("file") MultipartFile file) {
        return new Uploaded(uploads.keep(file, Posters.PICTURE, "channel.poster.picture"));
    }

    /** Another's is not there. */
    private Run mine(long id) {
        Run run = runs.require(id);
        Operator who = operator.get();
        if (run.userId() != who.userId() && !who.may("job.all")) {
            throw DomainException.notFound("channel.poster.run_gone");
        }
        return run;
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
