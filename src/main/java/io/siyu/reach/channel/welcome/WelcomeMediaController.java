package io.siyu.reach.channel.welcome;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.file.FileStore;
import io.siyu.foundation.job.Pollers;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.gateway.wecom.Media;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files for welcomes, brought before the welcome is saved. */
@RestController
@RequestMapping("/api/admin/welcome-media")
class WelcomeMediaController {

    private static final int LONGEST_NAME = 60;
    private static final int LEAST_BYTES = 6;
    private static final int MEGABYTE = 1024 * 1024;

    private final WelcomeMedia files;
    private final Pollers pollers;
    private final Audit audit;
    private final TransactionTemplate transaction;

    WelcomeMediaController(WelcomeMedia files, Pollers pollers, Audit audit, TransactionTemplate transaction) {
        this.files = files;
        this.pollers = pollers;
        this.audit = audit;
        this.transaction = transaction;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    WelcomeMedia.Kept bring(@RequestParam Media.Kind kind, @RequestPart("file") MultipartFile file) {
        byte[] content = checked(kind, file);
        String name = nameOf(file);
        Long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = files.keep(kind, name, content);
            audit.record("channel.welcome_media.bring", Subject.of("welcome-media", made, name), null, null);
            return made;
        }));
        pollers.wake(MediaKeeper.NAME);
        return files.kept(List.of(id)).getFirst();
    }

    /** Those asked for, whether they can be sent now. */
    @GetMapping
    @RequiresPermission("channel.read")
    Page<WelcomeMedia.Kept> list(@RequestParam List<Long> ids) {
        List<WelcomeMedia.Kept> kept = files.kept(ids.subList(0, Math.min(ids.size(), 200)));
        return new Page<>(kept, kept.size());
    }

    /** For the preview: pictures are shown, all else is only taken home. */
    @GetMapping("/{id}/content")
    @RequiresPermission("channel.read")
    ResponseEntity<byte[]> content(@PathVariable long id) {
        WelcomeMedia.Content file =
                files.content(id).orElseThrow(() -> DomainException.notFound("channel.media_unknown"));
        boolean picture = file.kind() == Media.Kind.IMAGE;
        ContentDisposition disposition = (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        MediaType type = !picture
                ? MediaType.APPLICATION_OCTET_STREAM
                : FileMagic.PNG.begins(file.content()) ? MediaType.IMAGE_PNG : MediaType.IMAGE_JPEG;
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(file.content());
    }

    private static byte[] checked(Media.Kind kind, MultipartFile file) {
        if (file.getSize() > (long) kind.mostMegabytes() * MEGABYTE) {
            throw DomainException.invalid("file", "channel.media_too_large", kind.mostMegabytes());
        }
        byte[] content = bytes(file);
        if (content.length < LEAST_BYTES) {
            throw DomainException.invalid("file", "channel.media_empty");
        }
        boolean fits = switch (kind) {
            case IMAGE -> FileMagic.PNG.begins(content) || FileMagic.JPEG.begins(content);
            case VIDEO -> FileMagic.MP4.begins(content);
            case FILE -> true;
        };
        if (!fits) {
            throw DomainException.invalid(
                    "file", "channel.media_kind_" + kind.name().toLowerCase(java.util.Locale.ROOT));
        }
        if (kind == Media.Kind.IMAGE) {
            FileStore.requirePicture(content);
        }
        return content;
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(MultipartFile file) {
        String given =
                Objects.requireNonNullElse(file.getOriginalFilename(), "").replaceAll("[\\p{Cntrl}\"/\\\\]", "");
        return given.isBlank() ? "file" : given.substring(Math.max(0, given.length() - LONGEST_NAME));
    }
}
