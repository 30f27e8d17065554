package io.siyu.foundation.file;

import io.siyu.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives files to whoever knows their random name. A name never means another content, so browsers may keep it. */
@RestController
class FileController {

    private final FileStore files;

    FileController(FileStore files) {
        this.files = files;
    }

    @GetMapping("/files/{token}")
    ResponseEntity<Resource> file(@PathVariable String token) {
        FileStore.Found found = files.find(token).orElseThrow(() -> DomainException.notFound("file.not_found"));
        ContentDisposition inline = ContentDisposition.inline()
                .filename(token + "." + found.kind().ending(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.kind().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, inline.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(new FileSystemResource(found.file()));
    }
}
