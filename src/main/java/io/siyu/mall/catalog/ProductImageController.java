package io.siyu.mall.catalog;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.file.FileStore;
import io.siyu.foundation.scope.RequiresPermission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Pictures of products, uploaded before the product is saved. */
@RestController
@RequestMapping("/api/admin/product-images")
class ProductImageController {

    private final FileStore files;
    private final Audit audit;

    ProductImageController(FileStore files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /** @param path what to give as the product's {@code imageUrl} */
    record Uploaded(String path) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("catalog.write")
    @Transactional
    Uploaded upload(@RequestPart("file") MultipartFile file) {
        try (var content = file.getInputStream()) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            FileStore.Stored stored = files.keepPicture(content, name, ProductImages.PICTURE);
            audit.record("catalog.image.upload", Subject.of("file", stored.token()), null, null);
            return new Uploaded(stored.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
